#include "sim/recording.hpp"

#include <cerrno>
#include <cmath>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

/// The recorder quotes as spreadsheets do: a field with quotes is quoted, its quotes are doubled.
std::string unquoted(std::string_view field) {
    if (field.size() < 2 || field.front() != '"' || field.back() != '"') {
        return std::string{field};
    }
    field = field.substr(1, field.size() - 2);
    std::string plain;
    for (std::size_t i = 0; i < field.size(); ++i) {
        plain += field[i];
        if (field[i] == '"' && i + 1 < field.size() && field[i + 1] == '"') {
            ++i;
        }
    }
    return plain;
}

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields;
    for (const std::string_view field : split(line, '\t')) {
        fields.push_back(unquoted(field));
    }
    return fields;
}

class Reader {
public:
    Reader(std::istream& input, std::string name) : input_(input), name_(std::move(name)) {}

    LoadedRecording read() {
        if (next_line()) {
            take_service();
            read_start();
            read_changes();
        } else {
            complain("the file is empty, expected the name of the service");
        }
        return std::move(result_);
    }

private:
    bool next_line() {
        if (!std::getline(input_, line_)) {
            return false;
        }
        ++number_;
        if (line_.ends_with('\r')) {
            line_.pop_back();
        }
        return true;
    }

    void complain(const std::string& reason) {
        result_.errors.push_back(name_ + ":" + std::to_string(number_) + ": " + reason);
    }

    void take_service() {
        result_.recording.service = line_;
        if (!is_service_name(line_)) {
            complain("'" + line_ + "' is not the name of a service");
        }
    }

    void read_start() {
        std::set<std::string> paths;
        while (next_line() && !line_.empty()) {
            auto item = read_item(fields_of(line_), 0);
            if (!item) {
                continue;
            }
            if (!paths.insert(item->path).second) {
                complain(item->path + " is given twice");
            }
            result_.recording.start.push_back(*std::move(item));
        }
        if (result_.recording.start.empty()) {
            complain("no path, expected at least one line 'path TAB type TAB value TAB text'");
        }
    }

    void read_changes() {
        while (next_line()) {
            if (!line_.empty()) {
                read_change(fields_of(line_));
            }
        }
    }

    void read_change(const std::vector<std::string>& fields) {
        const auto seconds = parse_number<double>(fields[0]);
        if (!seconds || !std::isfinite(*seconds) || *seconds < 0.0) {
            return complain("'" + fields[0] + "' is not a time in seconds");
        }
        auto& changes = result_.recording.changes;
        const Seconds at{*seconds};
        if (!changes.empty() && at < changes.back().at) {
            return complain("the time goes back to " + fields[0] + " s");
        }
        if (auto item = read_item(fields, 1)) {
            changes.push_back({at, *std::move(item)});
        }
    }

    /// The item that begins at the field `first`. No value, and a complaint, for a bad one; no
    /// value for one that cannot be played.
    std::optional<RecordedItem> read_item(const std::vector<std::string>& fields,
                                          std::size_t first) {
        const std::size_t given = fields.size() - first;
        if (given != 3 && given != 4) {  // Editors take the tab before an empty text away.
            complain("expected " + std::to_string(first + 4) + " fields, got " +
                     std::to_string(fields.size()));
            return std::nullopt;
        }
        const std::string& path = fields[first];
        const std::string& type = fields[first + 1];
        if (is_unplayable(type)) {
            return std::nullopt;
        }
        if (!is_item_path(path)) {
            complain("'" + path + "' is not a path");
            return std::nullopt;
        }
        auto value = parse_typed(type, fields[first + 2]);
        if (!value) {
            complain(path + ": '" + fields[first + 2] + "' is not a value of the type " + type);
            return std::nullopt;
        }
        return RecordedItem{path, *std::move(value), given == 4 ? fields[first + 3] : ""};
    }

    std::istream& input_;
    std::string name_;
    std::string line_;
    std::size_t number_ = 0;
    LoadedRecording result_;
};

}  // namespace

LoadedRecording read_recording(std::istream& input, const std::string& name) {
    return Reader{input, name}.read();
}

LoadedRecording load_recording(const std::string& file) {
    std::ifstream input{file};
    if (!input) {
        const auto reason = std::generic_category().message(errno);
        return {.recording = {}, .errors = {file + ": " + reason}};
    }
    return read_recording(input, file);
}

}  // namespace aggregator::sim
