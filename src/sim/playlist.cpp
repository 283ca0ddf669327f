#include "sim/playlist.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "sim/text.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

using Errors = std::vector<std::string>;

void use_instance(Recording& recording, std::int32_t instance) {
    constexpr const char* kPath = "/DeviceInstance";
    std::erase_if(recording.start, [](const auto& item) { return item.path == kPath; });
    std::erase_if(recording.changes, [](const auto& change) { return change.item.path == kPath; });
    recording.start.push_back({kPath, instance, std::to_string(instance)});
}

template <typename Renamings>
void check_files(const Playlist& playlist, const Renamings& renamings, const char* option,
                 Errors& errors) {
    for (const auto& [file, _] : renamings) {
        if (std::find(playlist.files.begin(), playlist.files.end(), file) == playlist.files.end()) {
            errors.push_back(std::string{option} + ": " + file + " is not among the files");
        }
    }
}

Recording load(const std::string& file, const Playlist& playlist, Errors& errors) {
    LoadedRecording loaded = load_recording(file);
    errors.insert(errors.end(), loaded.errors.begin(), loaded.errors.end());
    if (const auto name = playlist.names.find(file); name != playlist.names.end()) {
        loaded.recording.service = name->second;
    }
    if (const auto found = playlist.instances.find(file); found != playlist.instances.end()) {
        use_instance(loaded.recording, found->second);
    }
    return std::move(loaded.recording);
}

void check_names(const Playlist& playlist, const std::vector<Recording>& recordings,
                 Errors& errors) {
    std::map<std::string, std::string> served;
    for (std::size_t i = 0; i < recordings.size(); ++i) {
        const std::string& file = playlist.files[i];
        const std::string& service = recordings[i].service;
        const auto [first, is_new] = served.emplace(service, file);
        if (!is_new) {
            std::string error = file;
            error.append(": ").append(first->second).append(" serves ").append(service);
            error.append(" too; give one of them another name: --name ");
            error.append(file).append("=SERVICE");
            errors.push_back(std::move(error));
        }
    }
}

}  // namespace

std::vector<Recording> load_playlist(const Playlist& playlist) {
    Errors errors;
    check_files(playlist, playlist.names, "--name", errors);
    check_files(playlist, playlist.instances, "--instance", errors);
    for (const auto& [file, name] : playlist.names) {
        if (!is_service_name(name)) {
            errors.push_back("--name: '" + name + "' is not the name of a service");
        }
    }
    std::vector<Recording> recordings;
    for (const std::string& file : playlist.files) {
        recordings.push_back(load(file, playlist, errors));
    }
    if (errors.empty()) {
        check_names(playlist, recordings, errors);
    }
    if (!errors.empty()) {
        throw UsageError(joined_lines(errors));
    }
    return recordings;
}

}  // namespace aggregator::sim
