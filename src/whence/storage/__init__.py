"""The corpus folder: the one place that knows the disk.

    corpus/
      catalogue.sqlite   what was added, which parts hold it, what was skipped, the outlets (WAL mode)
      parts/             immutable Parquet files, named by stage and a hash of their content
      reuse/             texts, fingerprints and passages of the reuse engine, which can be rebuilt as well
      index/             the full-text index, which can always be rebuilt from the parts
      writer.lock        held by the one writer

A part is written aside, synced and renamed, then registered in one transaction of the catalogue: a crash
at any moment leaves the last committed state, and files that no transaction registered are swept by the
next writer. A part that is no longer needed is kept for one more run, for readers that still hold it.
"""

from whence.storage.catalogue import Catalogue
from whence.storage.failures import storage_errors
from whence.storage.lock import WriterLock
from whence.storage.parts import PartStore

__all__ = ["Catalogue", "PartStore", "WriterLock", "storage_errors"]
