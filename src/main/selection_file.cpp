#include "main/selection_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/atomic_file.hpp"

namespace aggregator {

namespace {

constexpr const char* kName = "venus-selection.json";

}  // namespace

std::string state_folder(const std::string& config_path) {
    const auto folder = std::filesystem::path{config_path}.parent_path();
    return (folder.empty() ? std::filesystem::path{"."} : folder) / "state";
}

std::string SelectionFile::path() const {
    return folder_ + "/" + kName;
}

std::optional<KeptSelection> SelectionFile::read() const {
    std::ifstream file{path(), std::ios::binary};
    if (!file) return std::nullopt;
    return kept_selection(std::string{std::istreambuf_iterator<char>{file}, {}});
}

void SelectionFile::write(const KeptSelection& kept) const {
    app::replace_file(folder_, kName, to_text(kept));
}

void SelectionFile::remove() const {
    std::filesystem::remove(path());
}

}  // namespace aggregator
