package io.tactus.perf.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The ways for two runs of the same commands to differ: types not to touch, methods not to call.
 */
enum Nondeterminism {
  CLOCK(
      "the time of a command stands in the journal",
      type -> type.equals("java.time.Clock"),
      target ->
          is(target, "java.lang.System", "currentTimeMillis", "nanoTime")
              || (target.getOwner().getPackageName().startsWith("java.time")
                  && target.getName().equals("now"))
              || isConstructor(target, "java.util.Date", 0)
              || is(target, "java.util.Calendar", "getInstance")),

  RANDOMNESS(
      "random numbers come from the seeded generator of the command's context",
      type ->
          Set.of(
                  "java.util.Random",
                  "java.util.SplittableRandom",
                  "java.util.concurrent.ThreadLocalRandom",
                  "java.security.SecureRandom",
                  "java.util.random.RandomGeneratorFactory")
              .contains(type),
      target ->
          is(target, "java.lang.Math", "random")
              || is(target, "java.util.UUID", "randomUUID")
              || is(target, "java.util.Collections", "shuffle")
              || is(target, "java.util.random.RandomGenerator", "getDefault", "of")),

  IO(
      "files and sockets answer differently each time",
      type ->
          type.startsWith("java.net.")
              || type.startsWith("java.nio.file.")
              || (type.startsWith("java.nio.channels.") && !type.endsWith("Exception"))
              || (type.startsWith("java.io.")
                  && !Set.of(
                          "java.io.Serializable",
                          "java.io.IOException",
                          "java.io.UncheckedIOException",
                          "java.io.PrintStream",
                          "java.io.InputStream",
                          "java.io.OutputStream",
                          "java.io.ByteArrayInputStream",
                          "java.io.ByteArrayOutputStream")
                      .contains(type)),
      target -> false),

  UNORDERED_COLLECTIONS(
      "their order differs between JVMs; use LinkedHashMap, TreeMap, EnumMap, List",
      type -> false,
      target ->
          List.of(
                      "java.util.HashMap",
                      "java.util.HashSet",
                      "java.util.Hashtable",
                      "java.util.IdentityHashMap",
                      "java.util.WeakHashMap",
                      "java.util.concurrent.ConcurrentHashMap")
                  .contains(target.getOwner().getName())
              || is(target, "java.util.Set", "of", "copyOf")
              || is(target, "java.util.Map", "of", "ofEntries", "copyOf")
              || is(target, "java.util.stream.Collectors", "toSet", "toUnmodifiableSet")
              || is(target, "java.util.stream.Collectors", "toUnmodifiableMap")
              || isCall(target, "java.util.stream.Collectors", "toMap", 2)
              || isCall(target, "java.util.stream.Collectors", "toMap", 3)
              || isCall(target, "java.util.stream.Collectors", "groupingBy", 1)
              || isCall(target, "java.util.stream.Collectors", "groupingBy", 2)
              || is(target, "java.lang.System", "identityHashCode")),

  ENVIRONMENT(
      "limits and settings enter through the journal, not through the machine",
      type -> false,
      target ->
          is(target, "java.lang.System", "getenv", "getProperty", "getProperties")
              || is(target, "java.lang.Runtime", "availableProcessors", "freeMemory", "maxMemory")
              || is(target, "java.lang.Integer", "getInteger")
              || is(target, "java.lang.Long", "getLong")
              || is(target, "java.lang.Boolean", "getBoolean")
              || is(target, "java.util.Locale", "getDefault")
              || is(target, "java.util.TimeZone", "getDefault")
              || is(target, "java.time.ZoneId", "systemDefault")
              || is(target, "java.nio.charset.Charset", "defaultCharset")
              || isCall(target, "java.lang.String", "toLowerCase", 0)
              || isCall(target, "java.lang.String", "toUpperCase", 0)),

  PLATFORM_MATH(
      "these may differ in the last bit between processors; StrictMath does not",
      type -> false,
      target ->
          is(target, "java.lang.Math", "sin", "cos", "tan", "asin", "acos", "atan", "atan2")
              || is(target, "java.lang.Math", "sinh", "cosh", "tanh", "exp", "expm1")
              || is(target, "java.lang.Math", "log", "log10", "log1p", "pow", "cbrt", "hypot"));

  private final String reason;
  private final Predicate<String> types;
  private final Predicate<AccessTarget> calls;

  Nondeterminism(String reason, Predicate<String> types, Predicate<AccessTarget> calls) {
    this.reason = reason;
    this.types = types;
    this.calls = calls;
  }

  String reason() {
    return reason;
  }

  DescribedPredicate<JavaClass> types() {
    return describe("are " + words(), type -> types.test(type.getName()));
  }

  DescribedPredicate<JavaAccess<?>> calls() {
    return describe("the target is " + words(), access -> calls.test(access.getTarget()));
  }

  private String words() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static boolean is(AccessTarget target, String owner, String... names) {
    return target.getOwner().getName().equals(owner) && List.of(names).contains(target.getName());
  }

  private static boolean isConstructor(AccessTarget target, String owner, int parameters) {
    return isCall(target, owner, "<init>", parameters);
  }

  private static boolean isCall(AccessTarget target, String owner, String name, int parameters) {
    return is(target, owner, name)
        && target instanceof CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().size() == parameters;
  }
}
