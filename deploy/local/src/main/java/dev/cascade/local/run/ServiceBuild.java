package dev.cascade.local.run;

import dev.cascade.local.platform.ServerFailedException;
import java.util.Arrays;
import java.util.Locale;

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

  /**
   * The one that a setting names.
   *
   * @param setting where it stands
   * @throws ServerFailedException when it names none
   */
  static ServiceBuild of(String setting, String word) {
    return Arrays.stream(values())
        .filter(build -> build.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new ServerFailedException(
                "%s must be %s or %s, not '%s'"
                    .formatted(setting, JVM.word(), NATIVE.word(), word)));
  }
}
