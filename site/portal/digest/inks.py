"""Paper, ink and dyes for mail programs, which know neither stylesheets of ours nor variables: each style is written into its element.

The tones are those of static/site.css; `DARK` says what they become where the reader's screen is dark.
"""

PAPER, INK, INK_2, INK_3, LINE = "#f9faf8", "#15181b", "#434a4f", "#5f676c", "#d8dcd8"
SERIF = "'Noto Serif KR','Nanum Myeongjo',NanumMyeongjo,AppleMyungjo,serif"
SANS = "Pretendard,-apple-system,'Apple SD Gothic Neo','Noto Sans KR','Malgun Gothic',sans-serif"
KOREAN = "word-break:keep-all;overflow-wrap:anywhere"

STYLES = {
    "paper": f"margin:0;padding:0;background-color:{PAPER};color:{INK};-webkit-text-size-adjust:100%",
    "sheet": f"width:100%;background-color:{PAPER}",
    "page": f"max-width:600px;margin:0 auto;padding:28px 20px 40px;text-align:left;font-family:{SANS};font-size:15px;line-height:1.7;color:{INK};{KOREAN}",
    "rule": f"margin:0 0 20px;height:4px;line-height:4px;font-size:4px;background-color:{INK}",
    "name": f"margin:0;font-family:{SERIF};font-size:17px;font-weight:700;line-height:1.5;color:{INK}",
    "date": f"margin:0 0 32px;font-size:13px;line-height:1.6;color:{INK_3}",
    "part": f"margin:36px 0 0;padding:10px 0 0;border-top:2px solid {INK};font-family:{SERIF};font-size:19px;font-weight:700;line-height:1.5;letter-spacing:-.01em;color:{INK}",
    "item": f"padding:16px 0;border-bottom:1px solid {LINE}",
    "title": f"margin:0;font-family:{SERIF};font-size:20px;font-weight:700;line-height:1.45;letter-spacing:-.015em",
    "link": f"color:{INK};text-decoration:none",
    "dek": f"margin:6px 0 0;color:{INK_2}",
    "small": f"margin:8px 0 0;font-size:13px;line-height:1.6;color:{INK_3}",
    "tags": "margin:0 0 8px;font-size:13px;line-height:1.9",
    "tag": f"white-space:nowrap;margin-right:10px;color:{INK_2}",
    "quote": f"margin:12px 0 0;padding:0 0 0 14px;border-left:3px solid {LINE};font-family:{SERIF};font-size:16px;line-height:1.8;color:{INK}",
    "who": f"margin:0;font-size:14px;line-height:1.7;color:{INK_2}",
    "under": f"color:{INK_2};text-decoration:underline",
    "foot": f"margin:32px 0 0;font-size:13px;line-height:1.7;color:{INK_3}",
}  # fmt: skip
SEAL = "display:inline-block;width:24px;height:24px;line-height:22px;box-sizing:border-box;text-align:center;font-weight:700;font-size:13px;border-radius:3px;vertical-align:middle;margin-right:6px;border:1px {line} {dye};color:{text};background-color:{ground}"
DYES = {
    "law": ("#1f508f", "#92bbee"), "med": ("#ae2f50", "#f49db0"), "edu": ("#7d5b00", "#e2bd58"), "art": ("#69408c", "#c9a9e8"),
    "press": ("#40474c", "#bcc3c6"), "tech": ("#0a6a63", "#70ccc0"), "craft": ("#9b4412", "#f2ab7c"), "biz": ("#48651b", "#afcb7d"),
    "none": ("#6b665a", "#aaa497"),
}  # fmt: skip
DARK_PAPER, DARK_INK, DARK_INK_2, DARK_INK_3, DARK_LINE = "#121517", "#e9ebe7", "#b3babc", "#949ca0", "#2e3438"
_DARK_DYES = "".join(
    f".d-{name}{{color:{dark}!important;border-color:{dark}!important}}"
    f".d-{name}.ok{{color:{DARK_PAPER}!important;background-color:{dark}!important}}"
    for name, (_light, dark) in DYES.items()
)
DARK = (
    f".paper,.sheet{{background-color:{DARK_PAPER}!important}}.paper,.page,.name,.part,.title,.link,.quote{{color:{DARK_INK}!important}}"
    f".dek,.tag,.who,.under{{color:{DARK_INK_2}!important}}.date,.small,.foot{{color:{DARK_INK_3}!important}}"
    f".rule{{background-color:{DARK_INK}!important}}.part{{border-color:{DARK_INK}!important}}"
    f".item,.quote,.foot{{border-color:{DARK_LINE}!important}}.seal{{background-color:{DARK_PAPER}!important}}{_DARK_DYES}"
)


def seal_style(field: str, is_verified: bool) -> str:
    """Outlined where a profession is stated, filled where it was checked, dashed where none is shown."""
    dye = DYES[field][0]
    if is_verified:
        return SEAL.format(line="solid", dye=dye, text=PAPER, ground=dye)
    return SEAL.format(line="dashed" if field == "none" else "solid", dye=dye, text=dye, ground=PAPER)
