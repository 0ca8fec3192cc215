package io.tactus.tools.admin;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON that people give as arguments, files or standard input. Stateless. */
final class JsonInput {

  private JsonInput() {}

  /**
   * The text of a file, or of standard input for {@code -}, checked to be JSON.
   *
   * @throws CommandFailure if it cannot be read or is not JSON
   */
  static String file(String name) {
    try {
      InputStream in = System.in;
      String text =
          name.equals("-")
              ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(name));
      return checked(text, name.equals("-") ? "standard input" : name);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.USAGE, "no such file: " + name);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot read " + name + ": " + e.getMessage());
    }
  }

  /** A text that already looks like JSON, or the name of a file, or {@code -}. */
  static String literalOrFile(String argument) {
    String start = argument.stripLeading();
    return start.startsWith("{") || start.startsWith("[")
        ? checked(argument, "the argument")
        : file(argument);
  }

  /**
   * Arguments as an object: either one JSON object, or {@code name=value} words whose values are
   * JSON where they can be and texts otherwise, so that {@code gold=5 name=Ann} does what one
   * means.
   *
   * @throws CommandFailure if a word is neither
   */
  static Map<String, Object> object(List<String> arguments) {
    if (arguments.size() == 1 && arguments.getFirst().stripLeading().startsWith("{")) {
      return Json.object(Json.parse(checked(arguments.getFirst(), "the argument")));
    }
    Map<String, Object> object = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new CommandFailure(
            ExitCode.USAGE, "neither name=value nor a JSON object: " + argument);
      }
      object.put(argument.substring(0, equals), value(argument.substring(equals + 1)));
    }
    return object;
  }

  private static Object value(String text) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String checked(String text, String source) {
    try {
      Json.parse(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, source + " is " + e.getMessage());
    }
  }
}
