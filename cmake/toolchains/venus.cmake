# Common part of the toolchains for Venus OS; the including file sets VENUS_TRIPLET, VENUS_ABI and VENUS_EMULATOR.
#
# Headers and libraries come from a folder made of Debian's packages (cmake/package/sysroot), never from this machine.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_CXX_COMPILER ${VENUS_TRIPLET}-g++)
set(CMAKE_STRIP ${VENUS_TRIPLET}-strip)

set(VENUS_SYSROOT "${CMAKE_CURRENT_LIST_DIR}/../../build/sysroot/${VENUS_ABI}" CACHE PATH "What cmake/package/sysroot made")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES VENUS_SYSROOT)
get_filename_component(CMAKE_SYSROOT "${VENUS_SYSROOT}" ABSOLUTE)
if(NOT EXISTS "${CMAKE_SYSROOT}/packages")
    message(FATAL_ERROR "Make the sysroot first: cmake/package/sysroot ${VENUS_ABI} ${CMAKE_SYSROOT}")
endif()

set(CMAKE_LIBRARY_ARCHITECTURE ${VENUS_TRIPLET})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_SYSROOT_DIR} "${CMAKE_SYSROOT}")
set(ENV{PKG_CONFIG_LIBDIR} "${CMAKE_SYSROOT}/usr/lib/${VENUS_TRIPLET}/pkgconfig:${CMAKE_SYSROOT}/usr/share/pkgconfig")

set(CMAKE_CROSSCOMPILING_EMULATOR ${VENUS_EMULATOR} -L ${CMAKE_SYSROOT})
