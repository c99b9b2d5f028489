"""The real nginx with the site's own configuration, in a folder of its own, in front of a port."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tooling.test_serve import ROOT, free_port

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if os.path.exists("/usr/sbin/nginx") else None)
NEEDS_NGINX = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")

CONFIGURATION = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log warn;
{user}
worker_processes 2;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream gongron {{ server 127.0.0.1:{behind}; keepalive 32; }}
    server {{
        listen 127.0.0.1:{port};
        server_name 127.0.0.1;
        set $gongron_var {var};
        include {include};
    }}
}}
"""


@contextmanager
def nginx(folder: Path, var: Path, behind: int, port: int = 0) -> Iterator[int]:
    """Gives the port at which it listens; `behind` is the port of the site."""
    port = port or free_port()
    folder.mkdir(exist_ok=True)
    shutil.copy("/etc/nginx/mime.types", folder)
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of tests are their owner's alone
    written = CONFIGURATION.format(
        folder=folder, user=user, behind=behind, port=port, var=var, include=ROOT / "site" / "deploy" / "nginx.conf"
    )
    (folder / "nginx.conf").write_text(written)
    assert NGINX
    with subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE, text=True) as process:
        try:
            wait_for(process, folder)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def wait_for(process: subprocess.Popen[str], folder: Path) -> None:
    for _attempt in range(100):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        if (folder / "pid").exists() and (folder / "pid").read_text().strip():
            return
        time.sleep(0.05)
    pytest.fail("nginx never started.")
