"""Texts that would do something where they are executed, filled in, printed or stored."""

CANARY = "kanarienvogel"
"""A word of each of them, to be found nowhere afterwards."""

TEXTS = {
    "workflow command": f"::set-output name={CANARY}::1",
    "mask": f"\n::add-mask::{CANARY}\n::error::{CANARY}",
    "stop commands": f"::stop-commands::{CANARY}",
    "environment": f"{CANARY}=1\n>> $GITHUB_ENV",
    "shell": f"$(touch {CANARY}) `touch {CANARY}`; touch {CANARY}",
    "Jinja": f"{{{{ town.__class__ }}}} {{% for x in range(9) %}}{CANARY}{{% endfor %}}",
    "Jinja that never ends": f"{{{{ '{CANARY}' * 10**9 }}}}",
    "escape sequences": f"\x1b[2J\x1b]0;{CANARY}\x07\x1b[31m",
    "right to left": f"\u202e{CANARY}\u2066\u2069",
    "nothing visible": f"\u200b\u2060{CANARY}\ufeff",
    "NULs": f"\0{CANARY}\0\0",
    "line ends": f"{CANARY}\r\n\x0b\x0c\u2028\u2029{CANARY}",
    "YAML": f"!!python/object/apply:os.system ['touch {CANARY}']",
    "Markdown": f"[{CANARY}](javascript:alert(1)) <img src=x onerror=alert('{CANARY}')>",
    "a spreadsheet": f'=HYPERLINK("https://example.invalid/{CANARY}")',
    "format": f"{CANARY} %s %n {{0}} {{}}",
    "lone surrogates": f"{CANARY} \ud800",
    "marks without end": CANARY + "e\u0301" + "\u0301" * 5_000,
    "very long": f"{CANARY} " * 5_000,
    "one long word": CANARY + "a" * 65_000,
}
