#include "app/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "app/file_descriptor.hpp"

namespace aggregator::app {

namespace {

void check(int result, const std::string& what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what);
}

void write_all(int fd, std::string_view text, const std::string& path) {
    while (!text.empty()) {
        const ssize_t written = write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        check(static_cast<int>(std::min<ssize_t>(written, 0)), "cannot write " + path);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void replace_file(const std::string& folder, const std::string& name, std::string_view text) {
    if (mkdir(folder.c_str(), 0755) < 0 && errno != EEXIST) check(-1, "cannot create " + folder);
    const std::string path = folder + "/" + name;
    const std::string temporary = path + ".new";
    {
        const FileDescriptor file{
            open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644),
            temporary.c_str()};
        write_all(file.get(), text, temporary);
        check(fsync(file.get()), "cannot sync " + temporary);
    }
    check(rename(temporary.c_str(), path.c_str()), "cannot rename " + temporary);
    const FileDescriptor directory{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC),
                                   folder.c_str()};
    check(fsync(directory.get()), "cannot sync " + folder);
}

}  // namespace aggregator::app
