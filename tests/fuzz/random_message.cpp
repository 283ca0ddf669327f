#include "fuzz/random_message.hpp"

#include <fcntl.h>

#include <vector>

#include "aggregator/venus/paths.hpp"

namespace aggregator::fuzz {
namespace {

constexpr std::string_view kBasicTypes = "ybnqiuxtdsogh";
constexpr int kDeepestVariant = 6;
constexpr int kLongestArray = 20;

/// How many characters of a signature the complete type at its beginning takes.
std::size_t length_of_first(std::string_view signature) {
    if (signature.front() == 'a') return 1 + length_of_first(signature.substr(1));
    if (signature.front() != '(' && signature.front() != '{') return 1;
    std::size_t length = 1;
    while (signature[length] != ')' && signature[length] != '}')
        length += length_of_first(signature.substr(length));
    return length + 1;
}

std::string inside(std::string_view bracketed) {
    return std::string{bracketed.substr(1, bracketed.size() - 2)};
}

}  // namespace

void RandomMessage::write(std::string_view signature) {
    while (!signature.empty()) {
        const std::size_t length = length_of_first(signature);
        write_one(signature.substr(0, length));
        signature.remove_prefix(length);
    }
}

std::string RandomMessage::type(int depth) {
    const auto basic = [this] {
        return std::string{
            kBasicTypes[data_.ConsumeIntegralInRange<std::size_t>(0, kBasicTypes.size() - 1)]};
    };
    const int kind = data_.ConsumeIntegralInRange(0, depth > 0 ? 7 : 3);
    if (kind <= 3) return basic();
    if (kind == 4) return "v";
    if (kind == 5) return "a" + type(depth - 1);
    if (kind == 6) return "(" + type(depth - 1) + type(depth - 1) + ")";
    return "a{" + basic() + type(depth - 1) + "}";
}

void RandomMessage::write_one(std::string_view type) {
    switch (type.front()) {
        case 'a':
            return write_array(type.substr(1));
        case 'v':
            return write_variant();
        case '(':
            message_.openStruct(inside(type));
            write(inside(type));
            message_.closeStruct();
            return;
        case '{':
            message_.openDictEntry(inside(type));
            write(inside(type));
            message_.closeDictEntry();
            return;
        default:
            return write_basic(type.front());
    }
}

void RandomMessage::write_array(std::string_view element) {
    message_.openContainer(std::string{element});
    const int length = data_.ConsumeIntegralInRange(0, kLongestArray);
    for (int i = 0; i < length && data_.remaining_bytes() > 0; ++i) write_one(element);
    message_.closeContainer();
}

void RandomMessage::write_variant() {
    const std::string content = type(depth_ < kDeepestVariant ? 3 : 0);
    ++depth_;
    message_.openVariant(content);
    write(content);
    message_.closeVariant();
    --depth_;
}

/// Mostly what the decoder knows, so that it does not stop at the door.
std::string RandomMessage::key() {
    static const auto known = venus::paths_read();
    const int kind = data_.ConsumeIntegralInRange(0, 3);
    if (kind == 0) return data_.ConsumeRandomLengthString(24);
    if (kind == 1) return "Value";
    const auto path = known[data_.ConsumeIntegralInRange<std::size_t>(0, known.size() - 1)];
    return std::string{kind == 2 ? path : path.substr(1)};
}

template <typename Basic>
void RandomMessage::put() {
    message_ << data_.ConsumeIntegral<Basic>();
}

void RandomMessage::write_basic(char type) {
    switch (type) {
        case 'y':
            return put<std::uint8_t>();
        case 'b':
            message_ << data_.ConsumeBool();
            return;
        case 'n':
            return put<std::int16_t>();
        case 'q':
            return put<std::uint16_t>();
        case 'i':
            return put<std::int32_t>();
        case 'u':
            return put<std::uint32_t>();
        case 'x':
            return put<std::int64_t>();
        case 't':
            return put<std::uint64_t>();
        case 'd': {
            // Every bit pattern: not-a-numbers and infinities too.
            const auto bits = data_.ConsumeIntegral<std::uint64_t>();
            message_ << __builtin_bit_cast(double, bits);
            return;
        }
        case 's':
            message_ << key();
            return;
        case 'o':
            message_ << sdbus::ObjectPath{"/" + data_.ConsumeRandomLengthString(4)};
            return;
        case 'g':
            message_ << sdbus::Signature{this->type(1)};
            return;
        default: {
            static const int null_device = open("/dev/null", O_RDONLY | O_CLOEXEC);
            message_ << sdbus::UnixFd{null_device};
            return;
        }
    }
}

}  // namespace aggregator::fuzz
