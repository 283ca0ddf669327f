# 64-bit Venus OS devices: Raspberry Pi 5 and the newer Cerbo GX.
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(VENUS_ABI aarch64)
set(VENUS_TRIPLET aarch64-linux-gnu)
set(VENUS_EMULATOR qemu-aarch64-static)
include("${CMAKE_CURRENT_LIST_DIR}/venus.cmake")
