"""Photos: re-encoded small and without metadata, or not kept at all."""

from __future__ import annotations

import hashlib
import io

from PIL import Image, ImageOps

SIDE = 256
MOST_BYTES = 64 * 1024
MOST_PIXELS = 25_000_000
QUALITIES = (75, 55, 35, 15)
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")


def small(raw: bytes) -> bytes | None:
    """The picture as WebP of at most 256 × 256 px and 64 KB; None where it cannot be read.

    Pixels are counted before they are unpacked, and nothing of the original bytes survives.
    """
    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.draft("RGB", (SIDE, SIDE))  # a large JPEG is unpacked at a fraction of its size
            ImageOps.exif_transpose(picture, in_place=True)
            if max(picture.size) > SIDE:
                picture.thumbnail((SIDE, SIDE))
            wanted = "RGBA" if "A" in picture.getbands() else "RGB"
            return _encoded(picture if picture.mode == wanted else picture.convert(wanted))
    except Exception:  # Pillow raises whatever its codecs raise; a broken picture is just no picture
        return None


def can_be_read(raw: bytes, *, whole: bool) -> bool:
    """Whether `small` would give a picture: by all of its bytes, or by its head alone, which is quick."""
    if whole:
        return small(raw) is not None
    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
            return picture.width * picture.height <= MOST_PIXELS
    except Exception:
        return False


def is_too_large(raw: bytes) -> bool:
    """Whether it is a picture, but one of more points than anybody needs; only its head is read."""
    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
            return picture.width * picture.height > MOST_PIXELS
    except Image.DecompressionBombError:
        return True
    except Exception:  # as above
        return False


def digest(raw: bytes) -> bytes:
    """SHA-256, to know a picture again."""
    return hashlib.sha256(raw).digest()


def _encoded(picture: Image.Image) -> bytes | None:
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=1)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    return None
