"""Where the archive lies, and what kind of disk that is."""

import os
from pathlib import Path

import platformdirs
import psutil

DATABASE = "archive.db"
NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "ncpfs", "davfs", "ceph", "glusterfs"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.davfs2", "fuse.s3fs", "webdav", "afpfs", "lustre"}
)


def default_folder() -> Path:
    """Where a person's data belong on this system."""
    return platformdirs.user_data_path("moonpane", appauthor=False)


def is_writable(folder: Path) -> bool:
    """Whether an archive that lies there could be worked in, as far as rights and the disk go."""
    return os.access(folder, os.W_OK | os.X_OK) and os.access(folder / DATABASE, os.W_OK)


def network_file_system(folder: Path) -> str | None:
    """What a folder of another machine is reached by; None for a disk of this one."""
    place, found, kind = folder.resolve(), Path("/"), ""
    for partition in psutil.disk_partitions(all=True):
        mount = Path(partition.mountpoint)
        if place.is_relative_to(mount) and len(mount.parts) >= len(found.parts):
            found, kind = mount, partition.fstype.lower()
    return kind if kind in NETWORK_FILE_SYSTEMS else None
