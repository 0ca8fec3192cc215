package io.tactus.perf.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The modules and what each may use: of ours, and of other people's. */
enum Module {
  STORAGE(
      "storage",
      List.of(),
      "org.agrona..",
      "com.dslplatform..",
      "com.google.re2j..",
      "org.slf4j.."),
  JOURNAL("journal", List.of(), "org.agrona..", "org.slf4j.."),
  PIPELINE(
      "pipeline",
      List.of(STORAGE, JOURNAL),
      "org.agrona..",
      "com.dslplatform..",
      "com.lmax.disruptor..",
      "org.apache.commons.compress..",
      "org.HdrHistogram..",
      "org.slf4j.."),
  GATEWAY(
      "gateway",
      List.of(STORAGE, JOURNAL, PIPELINE),
      "com.sun.management..", // of the JDK: what threads have allocated
      "com.nimbusds..",
      "org.agrona..",
      "com.dslplatform..",
      "org.HdrHistogram..",
      "io.prometheus.metrics..",
      "io.undertow..",
      "org.xnio..",
      "org.slf4j.."),
  TOOLS(
      "tools",
      List.of(STORAGE, JOURNAL, PIPELINE, GATEWAY),
      "org.agrona..",
      "com.dslplatform..",
      "org.HdrHistogram..",
      "io.undertow..",
      "org.xnio..",
      "picocli..",
      "org.tomlj..",
      "org.jline..",
      "ch.qos.logback..",
      "org.slf4j.."),
  /** Reads JSON arguments with the JSON library that its host carries; nothing else of others. */
  MATCHMAKER("examples/matchmaker", List.of(STORAGE, PIPELINE), "com.dslplatform.."),
  MISHAPS("examples/mishaps", List.of(PIPELINE)),
  PERF(
      "perf",
      List.of(STORAGE, JOURNAL, PIPELINE, GATEWAY, TOOLS, MATCHMAKER, MISHAPS),
      "..",
      "picocli..");

  private static final List<String> JDK = List.of("java..", "javax..", "jdk..");

  private final String folder;
  private final List<Module> modules;
  private final List<String> libraries;

  Module(String folder, List<Module> modules, String... libraries) {
    this.folder = folder;
    this.modules = modules;
    this.libraries = List.of(libraries);
  }

  /** The module's folder, from the top of the repository. */
  String folder() {
    return folder;
  }

  /** The module's name, and the last part of its base package. */
  String label() {
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  /** The base package as a pattern that takes in everything below it. */
  String packages() {
    return "io.tactus." + label() + "..";
  }

  /** Patterns of every package this module's classes may depend on. */
  String[] mayUse() {
    List<String> patterns = new ArrayList<>(JDK);
    patterns.add(packages());
    modules.forEach(module -> patterns.add(module.packages()));
    patterns.addAll(libraries);
    return patterns.toArray(String[]::new);
  }

  static Stream<Module> all() {
    return Stream.of(values());
  }
}
