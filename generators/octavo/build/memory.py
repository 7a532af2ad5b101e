"""Whether the memory of the machine is at its end. It needs none to be loaded."""

import errno


def is_out_of_memory(fault: BaseException | None) -> bool:
    """Whether `fault`, or what led to it, is that the system has no memory left.

    A library that has no room to be loaded is an `ImportError`, told in the words of the loader.
    """
    if fault is None:
        return False
    unloaded = isinstance(fault, ImportError) and "failed to map segment" in str(fault)
    full = isinstance(fault, OSError) and fault.errno == errno.ENOMEM
    return isinstance(fault, MemoryError) or unloaded or full or is_out_of_memory(fault.__cause__)
