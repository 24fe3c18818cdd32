package dev.cascade.sql;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a cluster gets with a job: what its own libraries do not have, ours among it. */
final class Shipment {

  private static final String LIBRARIES =
      "(avro|kafka-clients|jackson|flink-connector-(kafka|base)|lz4|snappy|zstd).*[.]jar";
  private static final List<String> OURS = List.of("schemas", "sql");

  private Shipment() {}

  /** URIs with semicolons between. */
  static String jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .flatMap(Shipment::shipped)
        .map(jar -> jar.toUri().toString())
        .collect(Collectors.joining(";"));
  }

  private static Stream<Path> shipped(Path entry) {
    if (Files.isDirectory(entry)) {
      return isOurs(entry) ? Stream.of(packed(entry)) : Stream.empty();
    }
    return entry.getFileName().toString().matches(LIBRARIES) ? Stream.of(entry) : Stream.empty();
  }

  /** A module's folder with compiled classes is {@code MODULE/target/classes}. */
  private static boolean isOurs(Path classes) {
    Path module = classes.resolve("../..").normalize();
    return OURS.contains(module.getFileName().toString());
  }

  private static Path packed(Path classes) {
    try {
      Path jar = Files.createTempFile("cascade-sql", ".jar");
      jar.toFile().deleteOnExit();
      try (OutputStream file = Files.newOutputStream(jar);
          JarOutputStream out = new JarOutputStream(file);
          Stream<Path> all = Files.walk(classes)) {
        for (Path each : all.filter(Files::isRegularFile).toList()) {
          out.putNextEntry(new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
          Files.copy(each, out);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException("What the cluster needs cannot be packed", e);
    }
  }
}
