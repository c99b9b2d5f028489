"""A stand-in for the servers of Kakao, Naver, Google and Apple, on this machine: it asks, hands out codes, and answers what a test sets.

It holds us to what the real ones do: a code works once, for the client it was made for, with its secret and the address it was sent to.
"""

import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

CLIENT, SECRET, TEAM, KEY = "the-client", "the-secret", "TEAM000000", "KEY0000000"
OUR_KEY = ec.generate_private_key(ec.SECP256R1())  # what Apple gives to us, and we sign with
OUR_KEY_TEXT = OUR_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
THEIR_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ISSUERS = {"google": "https://accounts.google.com", "apple": "https://appleid.apple.com"}
PAGE = '<!doctype html><html lang="ko"><meta charset="utf-8"><link rel="icon" href="data:,"><title>{way}</title><h1>{way}</h1>'


@dataclass
class StandIn:
    """`people` is whom each site takes the reader for; `instead` a whole answer (status, body) for a path; `delay` in seconds."""

    url: str = ""
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    instead: dict[str, tuple[int, str]] = field(default_factory=dict)
    delay: float = 0
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def authorize(self, way: str, query: dict[str, str], decision: str) -> dict[str, str]:
        """What the site hands back by way of the browser."""
        if decision != "agree":
            return {"error": "access_denied", "state": query["state"]}
        code = secrets.token_hex(8)
        self.codes[code] = {**query, "way": way}
        return {"code": code, "state": query["state"]}

    def token(self, way: str, form: dict[str, str]) -> dict[str, Any]:
        asked = self.codes.pop(form["code"], None)
        if asked is None or asked["way"] != way or asked["redirect_uri"] != form["redirect_uri"] or not self._is_ours(way, form, asked):
            return {"error": "invalid_grant"}
        answer: dict[str, Any] = {"access_token": f"token-of-{way}", "refresh_token": f"refresh-of-{way}", "expires_in": 3600}
        if way in ISSUERS:
            answer["id_token"] = self.id_token(way)
        return answer

    def _is_ours(self, way: str, form: dict[str, str], asked: dict[str, str]) -> bool:
        if "code_challenge" in asked:
            digest = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
            if digest != asked["code_challenge"]:
                return False
        if way != "apple":
            return (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        claims = jwt.decode(form["client_secret"], OUR_KEY.public_key(), ["ES256"], audience=ISSUERS["apple"], issuer=TEAM)
        return claims["sub"] == CLIENT and jwt.get_unverified_header(form["client_secret"])["kid"] == KEY

    def id_token(self, way: str) -> str:
        claims = {"iss": ISSUERS[way], "aud": CLIENT, "iat": int(time.time()), "exp": int(time.time()) + 600, **self.people[way]}
        return jwt.encode(claims, THEIR_KEY, "RS256", headers={"kid": "theirs"})

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(THEIR_KEY.public_key()))
        return {"keys": [{**public, "kid": "theirs", "alg": "RS256", "use": "sig"}]}

    def profile(self, way: str) -> dict[str, Any]:
        person = self.people[way]
        return {"resultcode": "00", "message": "success", "response": person} if way == "naver" else person


class Handler(BaseHTTPRequestHandler):
    server: "Server"

    def do_GET(self) -> None:
        stand_in, parts = self.server.stand_in, urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        way, what = parts.path.strip("/").split("/")
        if self._instead(parts.path):
            return
        if what == "authorize":
            self._ask(way, query)
        elif what == "keys":
            self._say(200, json.dumps(stand_in.keys()))
        elif self.headers["Authorization"] == f"Bearer token-of-{way}":
            self._say(200, json.dumps(stand_in.profile(way)))
        else:
            self._say(401, "{}")

    def do_POST(self) -> None:
        form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        if not self._instead(self.path):
            answer = self.server.stand_in.token(self.path.strip("/").split("/")[0], form)
            self._say(200 if "access_token" in answer or "naver" in self.path else 400, json.dumps(answer))

    def _instead(self, path: str) -> bool:
        self.server.stand_in.asked.append(path)
        time.sleep(self.server.stand_in.delay)
        if path in self.server.stand_in.instead:
            self._say(*self.server.stand_in.instead[path])
            return True
        return False

    def _ask(self, way: str, query: dict[str, str]) -> None:
        """The page on which the reader agrees or cancels. Apple's answer is a form that sends itself off; a button here."""
        decision = query.pop("decision", "")
        if not decision:
            more = escape(self.path)
            links = f'<a href="{more}&amp;decision=agree">동의하고 계속하기</a> <a href="{more}&amp;decision=cancel">취소</a>'
            return self._say(200, PAGE.format(way=way) + links, "text/html; charset=utf-8")
        said = self.server.stand_in.authorize(way, query, decision)
        if query.get("response_mode") == "form_post":
            said |= {"user": '{"email": "somebody-else@example.org", "email_verified": true}'}  # anybody could write that
            fields = "".join(f'<input name="{name}" value="{escape(value)}">' for name, value in said.items())
            form = f'<form method="post" action="{escape(query["redirect_uri"])}">{fields}<button>보내기</button></form>'
            return self._say(200, PAGE.format(way=way) + form, "text/html; charset=utf-8")
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(said)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, status: int, body: str, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    stand_in: StandIn

    def handle_error(self, *_arguments: object) -> None:
        """Of a caller who did not wait for the answer."""


@contextmanager
def standing_in() -> Iterator[StandIn]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.stand_in = StandIn(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server.stand_in
        server.shutdown()
        thread.join()
