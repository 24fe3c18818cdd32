package dev.cascade.chaos.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A wall clock of a process's own that can be wrong, and set while the process runs: a file says by
 * how much, and libfaketime, preloaded into that process, reads it each second. The monotonic clock
 * stays as it is, as it does when the clock of a machine is set.
 *
 * @param file says how wrong it is
 */
record FalseClock(Path file) {

  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  /** Where distributions put it. */
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));

  /** Why there can be none on this machine; empty where they can be. */
  static Optional<String> missing() {
    return library().isPresent()
        ? Optional.empty()
        : Optional.of("libfaketime is not here (apt-get install libfaketime)");
  }

  private static Optional<Path> library() {
    return PLACES.stream()
        .flatMap(FalseClock::withThoseOfMachines)
        .map(place -> place.resolve(LIBRARY))
        .filter(Files::isReadable)
        .findFirst();
  }

  // Debian has a folder for each kind of machine, such as x86_64-linux-gnu.
  private static Stream<Path> withThoseOfMachines(Path place) {
    if (!Files.isDirectory(place)) {
      return Stream.empty();
    }
    try (Stream<Path> inside = Files.list(place)) {
      List<Path> machines =
          inside.filter(it -> it.getFileName().toString().endsWith("-linux-gnu")).toList();
      return Stream.concat(Stream.of(place), machines.stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has to be in the environment of the process. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library().orElseThrow(() -> new IllegalStateException(missing().orElse(""))).toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toAbsolutePath().toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // A mend for an old libc, which makes timed waits of today's end at once.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0",
        "NO_FAKE_STAT",
        "1");
  }

  /** Sets it; whoever has it sees that within a second or two. */
  void set(Duration ahead) {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, "%+d\n".formatted(ahead.toSeconds()));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The clock cannot be set", e);
    }
  }
}
