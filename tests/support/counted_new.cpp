#include "support/counted_new.hpp"

#include <cstdlib>
#include <new>

namespace {

std::size_t taken = 0;
std::size_t given_back = 0;

void give_back(void* memory) {
    if (memory != nullptr) {
        ++given_back;
    }
    std::free(memory);
}

}  // namespace

namespace aggregator::testing {

std::size_t allocations() {
    return taken;
}

std::size_t allocations_alive() {
    return taken - given_back;
}

}  // namespace aggregator::testing

// The forms that do not throw end here, by the rules of the language, and so would those of arrays
// if the sanitizers did not bring their own; nothing of ours is over-aligned.
void* operator new(std::size_t size) {
    ++taken;
    if (void* memory = std::malloc(size)) {
        return memory;
    }
    throw std::bad_alloc{};
}

void operator delete(void* memory) noexcept {
    give_back(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    give_back(memory);
}

void* operator new[](std::size_t size) {
    return operator new(size);
}

void operator delete[](void* memory) noexcept {
    give_back(memory);
}

void operator delete[](void* memory, std::size_t) noexcept {
    give_back(memory);
}
