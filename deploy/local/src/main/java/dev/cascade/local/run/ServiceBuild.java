package dev.cascade.local.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What of its build a service is started from. */
enum ServiceBuild {

  /** The jar, on a JVM. */
  JVM,

  /** The native executable. */
  NATIVE;

  /** The variable that says it for homes that do not. */
  static final String VARIABLE = "CASCADE_SERVICES";

  /** As people and files write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name; empty when there is none. */
  static Optional<ServiceBuild> of(String word) {
    return Arrays.stream(values()).filter(build -> build.word().equals(word)).findFirst();
  }

  /** The names of all. */
  static List<String> words() {
    return Arrays.stream(values()).map(ServiceBuild::word).toList();
  }
}
