/// Linked into every test that uses a bus. sdbus-c++ 1.2.0 forgets the sd_bus object when a
/// connection by address cannot be opened; nothing of ours allocates one.

// The name is the leak checker's.
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
    return "leak:sd_bus_new\n";
}
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
