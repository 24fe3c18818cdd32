package dev.cascade.sweep;

import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsClients;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.proxy.KafkaProxy;
import dev.cascade.testing.proxy.StepListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * One process of an application: its clients, which reach the broker through a proxy of their own,
 * and its local state.
 */
final class Incarnation implements AutoCloseable {

  private static final Duration HAUNTING = Duration.ofSeconds(2);
  private static final int MOST_COPIES = 50;
  private static final Duration GOOD_BYE = Duration.ofSeconds(20);

  private final StreamsApplication application;
  private final String broker;
  private final Path state;
  private final int number;
  private final KafkaProxy proxy;
  private final KafkaStreams streams;

  private Incarnation(
      StreamsApplication application, String broker, Path state, int number, StepListener steps) {
    this.application = application;
    this.broker = broker;
    this.state = state;
    this.number = number;
    this.proxy = new KafkaProxy(broker, steps);
    StreamsSettings settings =
        SettingsOf.of(
            StreamsSettings.class,
            Map.of(
                "cascade.streams.bootstrap-servers",
                proxy.bootstrapServers(),
                "cascade.streams.state-dir",
                folder(number).toString(),
                "cascade.streams.instance-id",
                "sweep",
                "cascade.streams.poll-interval",
                "5ms",
                "cascade.streams.advertised-host",
                "localhost:1"));
    Properties properties = StreamsProperties.of(application, settings);
    this.streams =
        new StreamsClients(application, properties, settings, null)
            .of(application.topology().get());
    streams.setUncaughtExceptionHandler(_ -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    streams.start();
  }

  /** The first process, without local state. */
  static Incarnation first(
      StreamsApplication application, String broker, Path state, StepListener steps) {
    return new Incarnation(application, broker, state, 0, steps);
  }

  /**
   * The next process in the place of one that died, or that is silent: with the local state that
   * one has at this moment.
   */
  Incarnation next(StepListener steps) {
    copyAtOneMoment(folder(number), folder(number + 1));
    return new Incarnation(application, broker, state, number + 1, steps);
  }

  private Path folder(int incarnation) {
    return state.resolve(Integer.toString(incarnation));
  }

  State state() {
    return streams.state();
  }

  /** Of one that was frozen: it goes on, and does not know that its place was taken. */
  void thaw() {
    proxy.thaw();
  }

  /** Waits until one that was frozen has learnt that it is fenced, or has nothing more to do. */
  void awaitEnd() {
    Instant end = Instant.now().plus(HAUNTING);
    while (streams.state() != State.ERROR && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Lets what is left of a dead process go, aside. */
  void bury() {
    proxy.sever();
    Thread.ofPlatform().daemon().start(this::close);
  }

  @Override
  public void close() {
    // Whose connections are severed cannot leave; the last one does, so that the next test begins
    // with a group that has no member.
    streams.close(
        CloseOptions.timeout(GOOD_BYE)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    proxy.close();
    delete(folder(number));
  }

  /**
   * As it lies there now. A store that renames its files meanwhile, which one of a silent process
   * may still do, is copied again: what lies on a disk is never half of one moment and half of
   * another.
   */
  private static void copyAtOneMoment(Path from, Path to) {
    for (int tries = 0; tries < MOST_COPIES; tries++) {
      Map<Path, FileTime> before = names(from);
      copy(from, to);
      if (names(from).equals(before)) {
        return;
      }
      delete(to);
    }
    throw new AssertionError(from + " does not rest");
  }

  /** Files by name, and when they were written last. */
  private static Map<Path, FileTime> names(Path folder) {
    Map<Path, FileTime> names = new HashMap<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              names.put(file, attributes.lastModifiedTime());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + folder, e);
    }
  }

  /** Files that vanish meanwhile are left out. */
  private static void copy(Path from, Path to) {
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              Files.createDirectories(to.resolve(from.relativize(folder)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              try {
                Files.copy(file, to.resolve(from.relativize(file)));
              } catch (NoSuchFileException e) {
                // It is gone.
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + from, e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // The operating system's temporary folder forgets it.
    }
  }
}
