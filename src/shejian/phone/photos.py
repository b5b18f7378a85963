"""Photos from a phone's camera: checked, made smaller, and rid of all that the camera wrote into them."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.signing import Signer
from django.http import QueryDict
from PIL import Image, UnidentifiedImageError

from shejian.journal.services.papers import keep_file
from shejian.office.acting.paper import KEPT, PAPER
from shejian.office.wording import size_text

LARGEST = 15 << 20
"""Bytes of a photo as it comes; phones make them of 3 to 12 megabytes."""
MOST_PIXELS = 60_000_000
"""Pixels of a photo as it comes: a picture of few bytes may unfold to gigabytes."""
SIDE = 1600
"""Pixels of the longer side as it is kept: enough to read a sheet of signatures."""
QUALITY = 80
FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned upright, by what Exif says of it."""
KEPT_NAME = "照片.jpg"


class PhotoRefused(Exception):
    """Why a photo cannot be kept; ``str()`` says it in Chinese."""


def with_kept_photo(data: QueryDict, file: UploadedFile[bytes] | None) -> QueryDict:
    """What was handed in, with the photo it brought kept, and named by a signed word that further tries carry along."""
    if file is None:
        return data
    try:
        kept = keep_file(cleaned(file), kind=PAPER, file_name=KEPT_NAME)
    except PhotoRefused as refusal:
        said: dict[str, str | int] = {"refused": str(refusal)}
    else:
        said = {"name": KEPT_NAME, "size": kept.size, "sha256": kept.sha256}
    fresh = data.copy()
    fresh[KEPT] = Signer(salt=KEPT).sign_object(said)
    return fresh


def cleaned(file: UploadedFile[bytes]) -> bytes:
    """A photo as it is kept: upright, at most ``SIDE`` pixels long, its pixels and nothing else.

    Raises:
        PhotoRefused: it is too large, or no photo.
    """
    size = file.size or 0
    if size > LARGEST:
        raise PhotoRefused(
            f"照片有 {size_text(size)}，最多 {size_text(LARGEST)}；请在相机里选小一些的尺寸，或者不附。别的都还在"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(Image.open(file, formats=FORMATS))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PhotoRefused(f"照片的像素太多，最多 {MOST_PIXELS // 10_000} 万；请重拍或者不附。别的都还在") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise PhotoRefused(
            "这个文件不是照片，或者没有传完整；可以是 jpg、png、webp，请重拍或不附。别的都还在"
        ) from None


def _drawn(photo: Image.Image) -> bytes:
    if photo.width * photo.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    photo.draft("RGB", (SIDE, SIDE))
    upright = _upright(photo)
    upright.thumbnail((SIDE, SIDE))
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A") if upright.mode in ("RGBA", "LA") else None)
    kept = BytesIO()
    plain.save(kept, "JPEG", quality=QUALITY)
    return kept.getvalue()


def _upright(photo: Image.Image) -> Image.Image:
    """The photo as it was held. What else its file says of itself is not read: it may be damaged, or made to harm."""
    try:
        turn = photo.getexif().get(ORIENTATION)
    except (struct.error, ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError, ValueError):
        return photo
    return photo.transpose(TURNS[turn]) if isinstance(turn, int) and turn in TURNS else photo
