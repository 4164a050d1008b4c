"""Uploaded pictures and share cards in a storage that speaks S3, for servers on several machines."""

from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.cache import cache
from storages.backends.s3 import S3Storage

TYPES = {"avif": "image/avif", "png": "image/png", "webp": "image/webp"}
# Names are random and never used again.
FOR_EVER = "public, max-age=31536000, immutable"
# Seconds for which it is remembered whether a file is there: no page waits for the storage more often.
REMEMBERED = 60


class MediaOnS3(S3Storage):
    """Files in one bucket, under addresses that anybody may read. What fails is an OSError, as it is on a disk."""

    def __init__(self, **options):
        limits = {"connect_timeout": 2, "read_timeout": 10, "retries": {"total_max_attempts": 2}}
        # Storages other than Amazon's know neither the newer checksums nor buckets as names of hosts.
        plain = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required"}
        config = Config(signature_version="s3v4", s3={"addressing_style": "path"}, **limits, **plain)
        super().__init__(client_config=config, file_overwrite=False, querystring_auth=False, **options)

    def get_object_parameters(self, name):
        return {"CacheControl": FOR_EVER, "ContentType": TYPES.get(name.rpartition(".")[2], "application/octet-stream")}

    def is_known(self, name):
        """Whether a file is there, as it was at most a minute ago; not where the storage is away."""
        key = f"media:{name}"
        known = cache.get(key)
        if known is None:
            try:
                known = self.exists(name)
            except OSError:
                known = False
            cache.set(key, known, REMEMBERED)
        return known

    def _save(self, name, content):
        with _as_on_a_disk(name):
            return super()._save(name, content)

    def _open(self, name, mode="rb"):
        with _as_on_a_disk(name):
            file = super()._open(name, mode)
            file.seek(0)  # which fetches it: what fails fails here
            return file

    def exists(self, name):
        with _as_on_a_disk(name):
            return super().exists(name)

    def delete(self, name):
        with _as_on_a_disk(name):
            super().delete(name)

    def listdir(self, name):
        with _as_on_a_disk(name):
            return super().listdir(name)


@contextmanager
def _as_on_a_disk(name):
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error) as error:
        raise OSError(f"The storage of pictures failed at {name}: {error}") from error
