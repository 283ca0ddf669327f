#include "dbus/skip.hpp"

namespace aggregator::dbus {
namespace {

template <typename Basic>
std::size_t drop_one(Message& message) {
    Basic unwanted{};
    message >> unwanted;
    return 1;
}

/// Without asking for the type of each element: an array of bytes may have millions.
template <typename Basic>
std::size_t drop_rest(Message& message) {
    std::size_t dropped = 0;
    for (Basic unwanted{}; message >> unwanted;) {
        ++dropped;
    }
    message.clearFlags();
    return dropped;
}

enum class Extent { one, rest };

template <typename Basic>
std::size_t drop(Message& message, Extent extent) {
    return extent == Extent::one ? drop_one<Basic>(message) : drop_rest<Basic>(message);
}

/// How many basic elements of the type `code` were dropped; 0 if it is not a basic type.
std::size_t drop_basic(Message& message, char code, Extent extent) {
    switch (code) {
        case 'y':
            return drop<std::uint8_t>(message, extent);
        case 'b':
            return drop<bool>(message, extent);
        case 'n':
            return drop<std::int16_t>(message, extent);
        case 'q':
            return drop<std::uint16_t>(message, extent);
        case 'i':
            return drop<std::int32_t>(message, extent);
        case 'u':
            return drop<std::uint32_t>(message, extent);
        case 'x':
            return drop<std::int64_t>(message, extent);
        case 't':
            return drop<std::uint64_t>(message, extent);
        case 'd':
            return drop<double>(message, extent);
        case 's':
            return drop<char*>(message, extent);
        case 'o':
            return drop<sdbus::ObjectPath>(message, extent);
        case 'g':
            return drop<sdbus::Signature>(message, extent);
        case 'h':
            return drop<sdbus::UnixFd>(message, extent);
        default:
            return 0;
    }
}

void skip_rest(Message& message) {
    while (next_type(message).code != '\0') {
        skip(message);
    }
}

/// Most variants hold a basic value, whose type need not be asked for once more.
void skip_content(Message& message, const std::string& type) {
    if (type.size() != 1 || drop_basic(message, type.front(), Extent::one) == 0) {
        skip_rest(message);
    }
}

void skip_container(Message& message, const NextType& next) {
    switch (next.code) {
        case 'a':
            skip_array(message, next.contents);
            return;
        case 'v':
            message.enterVariant(next.contents);
            skip_content(message, next.contents);
            message.exitVariant();
            return;
        case 'r':
            message.enterStruct(next.contents);
            skip_rest(message);
            message.exitStruct();
            return;
        case 'e':
            message.enterDictEntry(next.contents);
            skip_rest(message);
            message.exitDictEntry();
            return;
        default:
            throw sdbus::Error("org.freedesktop.DBus.Error.InvalidSignature",
                               std::string("unknown type code '") + next.code + "'");
    }
}

}  // namespace

NextType next_type(const Message& message) {
    std::string code;
    NextType next;
    message.peekType(code, next.contents);
    next.code = code.empty() ? '\0' : code.front();
    return next;
}

void skip(Message& message) {
    const NextType next = next_type(message);
    if (drop_basic(message, next.code, Extent::one) == 0) {
        skip_container(message, next);
    }
}

std::size_t skip_array(Message& message, const std::string& element) {
    message.enterContainer(element);
    const bool basic = element.size() == 1 && element.front() != 'v';
    std::size_t length = basic ? drop_basic(message, element.front(), Extent::rest) : 0;
    for (; next_type(message).code != '\0'; ++length) {
        skip(message);
    }
    message.exitContainer();
    return length;
}

}  // namespace aggregator::dbus
