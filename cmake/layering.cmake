# Fails when an include crosses the layers. Run as a test: cmake -D ROOT=... -P layering.cmake
#
# Third-party headers stay out of include/, and each of them in the modules that own it; core sees the standard
# library and itself only. Debian's headers sit in /usr/include, so link scoping alone cannot stop an include.
set(third_party "<(sdbus-c\\+\\+|spdlog|fmt|ini\\.h|CLI|nlohmann)")

function(forbid pattern reason)
    foreach(folder IN LISTS ARGN)
        file(GLOB_RECURSE sources "${ROOT}/${folder}/*.hpp" "${ROOT}/${folder}/*.cpp")
        foreach(source IN LISTS sources)
            file(STRINGS "${source}" hits REGEX "#include ${pattern}")
            if(hits)
                message(SEND_ERROR "${source}: ${hits}\n  ${reason}")
            endif()
        endforeach()
    endforeach()
endfunction()

forbid("${third_party}" "no third-party type in a public header" include)
forbid("\"aggregator/(venus|config|app)/|\"(venus|config|dbus|app|sim)/" "core knows itself only"
    include/aggregator/core src/core)
forbid("<(chrono>.*now|iostream|fstream|filesystem|thread|mutex|cstdio|unistd|sys/)" "core does no input or output"
    include/aggregator/core src/core)
forbid("${third_party}" "core and venus use the standard library only" src/core src/venus)
forbid("\"aggregator/(config|app)/|\"(config|dbus|app|sim)/" "venus knows core only"
    include/aggregator/venus src/venus)
forbid("\"aggregator/(venus|app)/|\"(venus|dbus|app|sim)/" "config knows core only"
    include/aggregator/config src/config)
forbid("<(sdbus-c\\+\\+|ini\\.h)" "app reaches the bus and the file through its ports" src/app)
forbid("<(spdlog|ini\\.h|CLI)" "dbus logs through the app's port" src/dbus)
forbid("${third_party}|\"(aggregator/)?(venus|config|dbus|app)/" "the simulator's physics knows core's Battery only"
    src/sim/model)
forbid("<(sdbus-c\\+\\+|spdlog|CLI)|\"(aggregator/)?(dbus|app)/" "a virtual run needs neither bus nor clock"
    src/sim/scenario src/sim/score src/sim/report)
