#include "dbus/item_tree.hpp"

#include <utility>

#include "dbus/variant.hpp"

namespace aggregator::dbus {
namespace {

SetHandler or_refusal(SetHandler on_set) {
    if (on_set) {
        return on_set;
    }
    return [](const std::string&, const Variant&) { return kSetNotWritable; };
}

bool is_unchanged(const ItemValue& a, const ItemValue& b) {
    const auto* ours = std::get_if<venus::Value>(&a);
    const auto* others = std::get_if<venus::Value>(&b);
    if (ours != nullptr && others != nullptr) return *ours == *others;
    return same(to_variant(a), to_variant(b));
}

Item to_item(const venus::Shown& shown) {
    return {sendable(shown.value), sendable(shown.text)};
}

bool holds(const Item& item, const venus::Shown& shown) {
    const auto* value = std::get_if<venus::Value>(&item.value);
    return value != nullptr && *value == shown.value && item.text == shown.text;
}

}  // namespace

ItemTree::ItemTree(Bus& bus, SetHandler on_set, Signalling signalling)
    : bus_(bus),
      signalling_(signalling),
      objects_(bus, items_, or_refusal(std::move(on_set)), signalling) {}

void ItemTree::update(const std::string& path, const Variant& value, const std::string& text) {
    if (value.isEmpty()) {
        throw sdbus::Error("org.freedesktop.DBus.Error.InvalidArgs", path + ": no value");
    }
    put(path, {value, sendable(text)});
}

void ItemTree::update(const std::string& path, const venus::Shown& shown) {
    put(path, to_item(shown));
}

void ItemTree::put(const std::string& path, Item item) {
    const auto known = items_.find(path);
    if (known == items_.end()) {
        add(path, std::move(item));
    } else {
        change(*known, std::move(item));
    }
}

ItemMap::iterator ItemTree::add(std::string path, Item item) {
    objects_.add(path);
    changed_.insert(path);
    return items_.emplace(std::move(path), std::move(item)).first;
}

void ItemTree::change(ItemMap::value_type& entry, Item item) {
    auto& [path, known] = entry;
    removed_.erase(path);
    const bool is_same = known.text == item.text && is_unchanged(known.value, item.value);
    known = std::move(item);
    if (!is_same) {
        changed_.insert(path);
    }
}

/// Most of a sheet is what was on the sheet before, in the same order: that costs one look.
void ItemTree::show(const venus::Sheet& sheet) {
    ++showing_;
    auto expected = items_.begin();
    sheet([&](std::string_view path, const venus::Shown& shown) {
        const auto entry = take(path, shown, expected);
        entry->second.showing = showing_;
        expected = std::next(entry);
    });
    remove_what_is_not_shown();
}

ItemMap::iterator ItemTree::take(std::string_view path, const venus::Shown& shown,
                                 ItemMap::iterator expected) {
    const bool is_expected = expected != items_.end() && expected->first == path;
    const auto entry = is_expected ? expected : items_.find(path);
    if (entry == items_.end()) {
        return add(std::string{path}, to_item(shown));
    }
    if (!holds(entry->second, shown) || removed_.contains(entry->first)) {
        change(*entry, to_item(shown));
    }
    return entry;
}

void ItemTree::remove_what_is_not_shown() {
    for (const auto& [path, item] : items_) {
        if (item.showing != showing_) {
            remove(path);
        }
    }
}

void ItemTree::remove(const std::string& path) {
    if (items_.contains(path)) {
        update(path, {{}, venus::kInvalidText});
        removed_.insert(path);
    }
}

void ItemTree::flush() {
    if (!changed_.empty()) {
        bus_.guarded([this] { announce(); })();
    }
    discard_changes();
}

void ItemTree::announce() {
    if (signalling_ != Signalling::properties) {
        objects_.emit_items_changed(changed_);
    }
    if (signalling_ == Signalling::items) {
        return;
    }
    for (const std::string& path : changed_) {
        objects_.emit_properties_changed(path);
    }
}

void ItemTree::discard_changes() {
    changed_.clear();
    for (const std::string& path : std::exchange(removed_, {})) {
        items_.erase(path);
        objects_.remove(path);
    }
}

}  // namespace aggregator::dbus
