package dev.cascade.streams.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Whether two instances, or two starts of one, had the same {@code cascade.*} settings. What is an
 * instance's own counts as little as what may be a secret.
 */
final class Fingerprint {

  private static final String PREFIX = "cascade.";
  private static final int BYTES = 4;
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(?i).*(password|secret|token|credential).*"
              + "|cascade\\.streams\\.(instance-id|advertised-host|state-dir)");

  private Fingerprint() {}

  /** Eight hexadecimal digits. */
  static String of(Config config) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      TreeSet<String> names = new TreeSet<>();
      config.getPropertyNames().forEach(names::add);
      names.stream()
          .filter(name -> name.startsWith(PREFIX) && !LEFT_OUT.matcher(name).matches())
          .forEach(
              name -> digest.update((name + "=" + value(config, name) + "\n").getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** One that refers to what is not there has no value; nobody may need it. */
  private static String value(Config config, String name) {
    try {
      return config.getOptionalValue(name, String.class).orElse("");
    } catch (NoSuchElementException e) {
      return "";
    }
  }
}
