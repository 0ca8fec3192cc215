package io.tactus.tools.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Percent-encoding of what people type into paths and queries. Stateless. */
final class Paths {

  private Paths() {}

  /** One segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A key: parts of a composite one stay apart at commas, as the interface wants them. */
  static String key(String key) {
    return Arrays.stream(key.split(",", -1)).map(Paths::segment).collect(Collectors.joining(","));
  }

  /** {@code name=value} of a query; an argument without {@code =} is a name with an empty value. */
  static String parameter(String argument) {
    int equals = argument.indexOf('=');
    return equals < 0
        ? segment(argument) + "="
        : segment(argument.substring(0, equals)) + "=" + segment(argument.substring(equals + 1));
  }
}
