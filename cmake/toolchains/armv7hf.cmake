# 32-bit Venus OS devices: armv7, hard float (Debian's armhf, a subset of every one of their processors).
set(CMAKE_SYSTEM_PROCESSOR armv7l)
set(VENUS_ABI armv7hf)
set(VENUS_TRIPLET arm-linux-gnueabihf)
set(VENUS_EMULATOR qemu-arm-static)
include("${CMAKE_CURRENT_LIST_DIR}/venus.cmake")
