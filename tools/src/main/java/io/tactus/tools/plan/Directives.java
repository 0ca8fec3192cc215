package io.tactus.tools.plan;

import io.tactus.tools.output.Json;
import io.tactus.tools.output.JsonPointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The words an {@code expect} block may use, each with its parser. Syntax errors show when the plan
 * is read, not when the step runs. Stateless.
 */
final class Directives {

  private static final Map<String, Function<String, Expectation>> TABLE = new LinkedHashMap<>();

  static {
    TABLE.put("status", Directives::status);
    TABLE.put("exit", Directives::exit);
    TABLE.put("ready", Directives::ready);
    TABLE.put("header", Directives::header);
    TABLE.put("json", Directives::json);
    TABLE.put("value", Directives::value);
    TABLE.put("body", rest -> TextChecks.parse("body", Observation::body, rest));
    TABLE.put("stdout", rest -> TextChecks.parse("stdout", Observation::stdout, rest));
    TABLE.put("stderr", rest -> TextChecks.parse("stderr", Observation::stderr, rest));
    TABLE.put("capture", Directives::capture);
  }

  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9-]+)(?:: (.+)| (present|absent)| matches (.+))");
  private static final Pattern VALUE = Pattern.compile("(\\S*) (=|!=|<|<=|>|>=) (.+)");
  private static final Pattern CAPTURE =
      Pattern.compile("(\\S+) from (?:header (\\S+)|json (\\S+)|text (.+))");

  private Directives() {}

  static Expectation parse(String directive) {
    String[] parts = directive.split("\\s+", 2);
    Function<String, Expectation> parser = TABLE.get(parts[0]);
    if (parser == null) {
      throw new IllegalArgumentException(
          "unknown directive '" + parts[0] + "'; there are within, " + words());
    }
    return parser.apply(parts.length > 1 ? parts[1] : "");
  }

  static String words() {
    return String.join(", ", TABLE.keySet());
  }

  private static Expectation status(String rest) {
    int expected = number("status", rest, "[1-5][0-9][0-9]");
    return (seen, variables) -> differs("status", expected, seen.status());
  }

  private static Expectation exit(String rest) {
    int expected = number("exit", rest, "[0-9]{1,3}");
    return (seen, variables) -> differs("exit", expected, seen.exitCode());
  }

  private static Expectation ready(String rest) {
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("'ready' takes nothing after it: " + rest);
    }
    return (seen, variables) ->
        seen.ready() ? Optional.empty() : Optional.of("the server did not become ready");
  }

  private static Expectation header(String rest) {
    Matcher matcher = HEADER.matcher(rest);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected 'header NAME: VALUE', 'header NAME present|absent' or "
              + "'header NAME matches REGEX': "
              + rest);
    }
    String name = matcher.group(1);
    String word = matcher.group(3);
    if (word != null) {
      boolean present = word.equals("present");
      return (seen, variables) ->
          seen.headers().containsKey(name) == present
              ? Optional.empty()
              : Optional.of("header " + name + ": expected it to be " + word);
    }
    if (matcher.group(2) != null) {
      String expected = matcher.group(2);
      return (seen, variables) -> {
        String value = variables.fill(expected);
        return seen.headers().getOrDefault(name, List.of()).contains(value)
            ? Optional.empty()
            : Optional.of("header " + name + ": expected " + value + ", got " + got(seen, name));
      };
    }
    Pattern pattern = regex(matcher.group(4));
    return (seen, variables) ->
        seen.headers().getOrDefault(name, List.of()).stream()
                .anyMatch(value -> pattern.matcher(value).matches())
            ? Optional.empty()
            : Optional.of(
                "header " + name + ": expected a match of " + pattern + ", got " + got(seen, name));
  }

  private static String got(Observation seen, String name) {
    return String.valueOf(seen.headers().get(name));
  }

  private static Expectation json(String rest) {
    boolean exactly = rest.startsWith("exactly");
    String document = exactly ? rest.substring("exactly".length()) : rest;
    // Variables are filled in before parsing, so that a captured number stays a number; parsing it
    // here with every reference as a zero finds most mistakes when the plan is read.
    Json.parse(document.replaceAll("\\$\\{[^}]*}", "0"));
    return (seen, variables) -> {
      Object expected = Json.parse(variables.fill(document));
      return parsed(seen, actual -> JsonSubset.difference(expected, actual, exactly));
    };
  }

  private static Expectation value(String rest) {
    Matcher matcher = VALUE.matcher(rest);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected 'value POINTER =|!=|<|<=|>|>= JSON': " + rest);
    }
    JsonPointer pointer = JsonPointer.parse(matcher.group(1));
    Comparison comparison = Comparison.parse(matcher.group(2));
    String text = matcher.group(3);
    return (seen, variables) -> {
      Object expected = Json.parse(variables.fill(text));
      return parsed(
          seen,
          document -> {
            Optional<JsonPointer.Found> found = pointer.find(document);
            if (found.isEmpty()) {
              return Optional.of("nothing at " + pointer.text());
            }
            Object actual = found.get().value();
            return comparison.holds(actual, expected)
                ? Optional.empty()
                : Optional.of(
                    pointer.text() + ": " + Json.print(actual) + " is not " + rest.strip());
          });
    };
  }

  private static Expectation capture(String rest) {
    Matcher matcher = CAPTURE.matcher(rest);
    if (!matcher.matches() || !Variables.NAME.matcher(matcher.group(1)).matches()) {
      throw new IllegalArgumentException(
          "expected 'capture NAME from header NAME', '… from json POINTER' or "
              + "'… from text REGEX': "
              + rest);
    }
    String name = matcher.group(1);
    Function<Observation, Optional<String>> source = captureSource(matcher);
    return (seen, variables) -> {
      Optional<String> value;
      try {
        value = source.apply(seen);
      } catch (IllegalArgumentException e) {
        return Optional.of("capture " + name + ": " + e.getMessage());
      }
      value.ifPresent(text -> variables.set(name, text));
      return value.isPresent() ? Optional.empty() : Optional.of("nothing to capture as " + name);
    };
  }

  private static Function<Observation, Optional<String>> captureSource(Matcher matcher) {
    if (matcher.group(2) != null) {
      String header = matcher.group(2);
      return seen -> seen.headers().getOrDefault(header, List.of()).stream().findFirst();
    }
    if (matcher.group(3) != null) {
      JsonPointer pointer = JsonPointer.parse(matcher.group(3));
      return seen ->
          pointer.find(Json.parse(seen.primaryText())).map(found -> Json.cell(found.value()));
    }
    Pattern pattern = regex(matcher.group(4));
    if (pattern.matcher("").groupCount() != 1) {
      throw new IllegalArgumentException("a capture needs one group in its regex: " + pattern);
    }
    return seen -> {
      Matcher found = pattern.matcher(seen.primaryText());
      return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    };
  }

  private static Optional<String> parsed(
      Observation seen, Function<Object, Optional<String>> check) {
    Object document;
    try {
      document = Json.parse(seen.primaryText());
    } catch (IllegalArgumentException e) {
      return Optional.of("expected JSON: " + e.getMessage());
    }
    return check.apply(document);
  }

  private static Optional<String> differs(String what, int expected, Optional<Integer> actual) {
    return actual.equals(Optional.of(expected))
        ? Optional.empty()
        : Optional.of(
            what
                + ": expected "
                + expected
                + ", got "
                + actual.map(String::valueOf).orElse("none"));
  }

  private static int number(String word, String text, String pattern) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException("'" + word + "' needs one number: " + text);
    }
    return Integer.parseInt(text);
  }

  static Pattern regex(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + text, e);
    }
  }
}
