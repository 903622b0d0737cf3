"""Archives made by Python's zipfile and tarfile, gzipped and as base64 in goldens.json. Run: python3 make-goldens.py (3.11 made the committed ones)."""

import base64
import gzip
import io
import json
import pathlib
import tarfile
import zipfile

TEXT = b"forty-two " * 500
BYTES = bytes((i * i * 7919 >> 5) & 255 for i in range(300))
WHEN = (1980, 1, 1, 0, 0, 0)


class Unseekable(io.RawIOBase):
    """A pipe: sizes have to follow the content."""

    def __init__(self):
        self.made = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.made += bytes(data)
        return len(data)


def add(archive, name, content, method, wide=False, mode=0o100644):
    info = zipfile.ZipInfo(name, WHEN)
    info.compress_type = method
    info.external_attr = mode << 16
    with archive.open(info, "w", force_zip64=wide) as file:
        file.write(content)


def zipped(method=zipfile.ZIP_DEFLATED, wide=False, pipe=False, comment=b"", names=("data/text.txt", "bytes.bin")):
    out = Unseekable() if pipe else io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = comment
        if not pipe:
            archive.writestr(zipfile.ZipInfo("data/", WHEN), b"")
        add(archive, names[0], TEXT, method, wide)
        add(archive, names[1], BYTES, zipfile.ZIP_STORED, wide)
        add(archive, "empty", b"", method, wide)
    return bytes(out.made) if pipe else out.getvalue()


def zip_of_an_enormous_archive():
    """As an archive past 4 GB is written: 64-bit numbers in the directory and in its end records too."""
    limits = zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = 100, 1
    made = zipped(wide=True)
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limits
    return made


def zip_of_kind(mode):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        add(archive, "link", b"/etc/passwd", zipfile.ZIP_STORED, mode=mode)
    return out.getvalue()


def tarred(format, name="data/text.txt", kind=tarfile.REGTYPE, extra=None):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format, pax_headers=extra) as archive:
        folder = tarfile.TarInfo("./data")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for entry, content in ((name, TEXT), ("bytes.bin", BYTES), ("empty", b"")):
            info = tarfile.TarInfo(entry)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        if kind != tarfile.REGTYPE:
            info = tarfile.TarInfo("odd")
            info.type = kind
            info.linkname = "../../etc/passwd"
            archive.addfile(info)
    return out.getvalue()


LONG = "/".join(["a folder of a long name"] * 12) + "/ünïcode.txt"
goldens = {
    "zip deflated": zipped(),
    "zip stored": zipped(zipfile.ZIP_STORED),
    "zip with 64-bit sizes": zipped(wide=True),
    "zip with 64-bit numbers everywhere": zip_of_an_enormous_archive(),
    "zip through a pipe": zipped(pipe=True),
    "zip through a pipe, stored": zipped(zipfile.ZIP_STORED, pipe=True),
    "zip through a pipe, with 64-bit sizes": zipped(pipe=True, wide=True),
    "zip with a comment": zipped(comment=b"made by Python"),
    "zip with a long name": zipped(names=(LONG, "bytes.bin")),
    "zip of nothing": b"PK\5\6" + bytes(18),
    "zip of bzip2": zipped(zipfile.ZIP_BZIP2),
    "zip of a link": zip_of_kind(0o120777),
    "zip of a device": zip_of_kind(0o020666),
    "zip of ..": zipped(names=("a/../../b", "bytes.bin")),
    "zip of an absolute name": zipped(names=("/etc/passwd", "bytes.bin")),
    "zip of a drive": zipped(names=("C:/autoexec.bat", "bytes.bin")),
    "zip of a backslash": zipped(names=("..\\b", "bytes.bin")),
    "zip of a name twice": zipped(names=("bytes.bin", "bytes.bin")),
    "tar ustar": tarred(tarfile.USTAR_FORMAT),
    "tar gnu": tarred(tarfile.GNU_FORMAT),
    "tar pax": tarred(tarfile.PAX_FORMAT, extra={"comment": "made by Python"}),
    "tar gnu with a long name": tarred(tarfile.GNU_FORMAT, LONG),
    "tar pax with a long name": tarred(tarfile.PAX_FORMAT, LONG),
    "tar of a hard link": tarred(tarfile.USTAR_FORMAT, kind=tarfile.LNKTYPE),
    "tar of a link": tarred(tarfile.USTAR_FORMAT, kind=tarfile.SYMTYPE),
    "tar of a device": tarred(tarfile.USTAR_FORMAT, kind=tarfile.CHRTYPE),
    "tar of a pipe": tarred(tarfile.USTAR_FORMAT, kind=tarfile.FIFOTYPE),
    "tar of ..": tarred(tarfile.USTAR_FORMAT, "a/../../b"),
    "tar of an absolute name": tarred(tarfile.USTAR_FORMAT, "/etc/passwd"),
    "tar of a drive": tarred(tarfile.USTAR_FORMAT, "C:/autoexec.bat"),
    "tar of a name twice": tarred(tarfile.USTAR_FORMAT, "bytes.bin"),
}
lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(base64.b64encode(gzip.compress(made, mtime=0)).decode())}" for name, made in goldens.items())
pathlib.Path(__file__).with_name("goldens.json").write_text("{\n" + lines + "\n}\n")
