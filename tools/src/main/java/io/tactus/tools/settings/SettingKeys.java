package io.tactus.tools.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The keys a program knows, in the order in which help shows them. Immutable once built. */
public final class SettingKeys {

  private final List<SettingKey<?>> keys;

  private SettingKeys(List<SettingKey<?>> keys) {
    this.keys = List.copyOf(keys);
  }

  /** All keys. */
  public List<SettingKey<?>> all() {
    return keys;
  }

  /** The sections, in order. */
  public Set<String> sections() {
    Set<String> sections = new LinkedHashSet<>();
    keys.forEach(key -> sections.add(key.section()));
    return sections;
  }

  /** Names of the keys of a section, for messages. */
  String namesIn(String section) {
    return String.join(
        ", ",
        keys.stream().filter(key -> key.section().equals(section)).map(SettingKey::name).toList());
  }

  /** Collects keys and hands each back, so that it can be kept in a constant. One thread. */
  public static final class Builder {

    private final List<SettingKey<?>> keys = new ArrayList<>();
    private String section = "";

    /** The section of the keys that follow. */
    public Builder section(String name) {
      section = name;
      return this;
    }

    /** Adds a key whose flag is {@code --section-name}. */
    public <T> SettingKey<T> add(
        String name,
        String valueLabel,
        String description,
        String defaultText,
        Function<String, T> parser) {
      String flag = "--" + section + "-" + name.replace('_', '-');
      return add(name, flag, valueLabel, description, defaultText, parser);
    }

    /**
     * Adds a key with a flag of its own.
     *
     * @throws IllegalArgumentException if the name or the flag is taken, or the default is wrong
     */
    public <T> SettingKey<T> add(
        String name,
        String flag,
        String valueLabel,
        String description,
        String defaultText,
        Function<String, T> parser) {
      SettingKey<T> key =
          new SettingKey<>(section, name, flag, valueLabel, description, defaultText, parser);
      refuseTwice(key);
      java.util.Objects.requireNonNull(parser.apply(defaultText), flag);
      keys.add(key);
      return key;
    }

    /**
     * Adds the keys of another list; keys that follow are still of the section named last here.
     *
     * @throws IllegalArgumentException if a name or a flag is taken
     */
    public Builder include(SettingKeys others) {
      others.all().forEach(this::refuseTwice);
      keys.addAll(others.all());
      return this;
    }

    private void refuseTwice(SettingKey<?> key) {
      for (SettingKey<?> other : keys) {
        if (other.qualifiedName().equals(key.qualifiedName()) || other.flag().equals(key.flag())) {
          throw new IllegalArgumentException("twice: " + key.qualifiedName() + ", " + key.flag());
        }
      }
    }

    /** The list. */
    public SettingKeys build() {
      return new SettingKeys(keys);
    }
  }
}
