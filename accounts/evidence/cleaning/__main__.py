"""Reads a file from standard input and writes it, cleaned, to standard output: a line with its media type, then its bytes.

What is wrong is written as a line that begins with `!`. The process takes away its own rights to much memory and time before it reads.
"""

import resource
import sys
from typing import BinaryIO

MEMORY, SECONDS = 1_500_000_000, 20


def main(source: BinaryIO, target: BinaryIO) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has nothing to write but its answer, into a pipe
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from accounts.evidence.cleaning.kinds import PDF, Unclean, kind_of
    from accounts.evidence.cleaning.pdfs import clean_pdf
    from accounts.evidence.cleaning.pictures import clean_picture

    data = source.read()
    kind = kind_of(data)
    try:
        if kind is None:
            raise Unclean("kind")
        media_type, cleaned = (PDF, clean_pdf(data)) if kind == PDF else clean_picture(data, kind)
    except Unclean as unclean:
        target.write(f"!{unclean.code}\n".encode())
    except MemoryError:
        target.write(b"!heavy\n")
    else:
        target.write(f"{media_type}\n".encode() + cleaned)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
