package dev.cascade.local.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server that runs as a child process and writes its output to a log file.
 *
 * <p>One that is not detached ends with this JVM at the latest.
 */
public abstract class PlatformServer implements AutoCloseable {

  private static final Duration SHORTEST_POLL = Duration.ofMillis(50);
  private static final Duration LONGEST_POLL = Duration.ofMillis(250);
  private static final int POLLS_PER_TIME_WAITED = 20;
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int LINES_OF_A_FAILURE = 30;

  private final String name;
  private final Path log;
  private @Nullable ProcessHandle process;
  private @Nullable Process child;
  private @Nullable Thread endWithThisJvm;

  /**
   * A server that is not running yet.
   *
   * @param name what people call it
   * @param log the file that its output is appended to
   */
  protected PlatformServer(String name, Path log) {
    this.name = name;
    this.log = log.toAbsolutePath();
  }

  /** What has to be there before the process starts. */
  protected void prepare() throws IOException, InterruptedException {}

  /** How the process is started. */
  protected abstract ServerLaunch launch();

  /** Whether it answers now; called again and again while waiting. */
  protected abstract boolean answers();

  /** The ports that it listens on, by purpose; the one that people use comes first. */
  public abstract SequencedMap<String, Integer> ports();

  /** Asks the process to end in good order; one that takes another signal for it says so. */
  protected void askToEnd(ProcessHandle running) {
    running.destroy();
  }

  /** Why it does not answer, as far as it can be told; asked when it does not. */
  public String complaint() {
    return isAlive() ? "does not answer" : "does not run";
  }

  /** What people call it. */
  public final String name() {
    return name;
  }

  /** The file that its output is appended to. */
  public final Path log() {
    return log;
  }

  /**
   * Starts the process and returns without waiting for it.
   *
   * @throws ServerFailedException when it cannot be started
   */
  public final synchronized void start() {
    startWith(Map.of());
  }

  /**
   * Starts the process with further variables of its environment, which its next start has not.
   *
   * @throws ServerFailedException when it cannot be started
   */
  public final synchronized void startWith(Map<String, String> variables) {
    if (isAlive()) {
      throw new IllegalStateException(name + " runs already, pid " + pid());
    }
    try {
      prepare();
      ServerLaunch launch = launch().with(variables);
      Process begun = launch.start();
      child = begun;
      ProcessHandle started = begun.toHandle();
      process = started;
      if (!launch.detached()) {
        endWithThisJvm = new Thread(started::destroyForcibly, "end-" + name);
        Runtime.getRuntime().addShutdownHook(endWithThisJvm);
      }
    } catch (IOException e) {
      throw new ServerFailedException(name + " cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted while starting " + name, e);
    }
  }

  /** Takes over a process that was started before, by an earlier launcher. */
  public final synchronized void adopt(ProcessHandle running) {
    process = running;
  }

  /** Whether its process is there. */
  public final synchronized boolean isAlive() {
    return process != null && Processes.isAlive(process);
  }

  /** Whether its process is there and answers. */
  public final boolean isReady() {
    return isAlive() && answers();
  }

  /**
   * The process that was started or adopted.
   *
   * @throws IllegalStateException when there was none
   */
  public final synchronized ProcessHandle process() {
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return process;
  }

  /** The exit status of the process that was started here; empty while it runs. */
  public final synchronized OptionalInt exitStatus() {
    return child == null || child.isAlive()
        ? OptionalInt.empty()
        : OptionalInt.of(child.exitValue());
  }

  /** The process id. */
  public final long pid() {
    return process().pid();
  }

  /**
   * Waits until it answers.
   *
   * @throws ServerFailedException when its process ends or the time is over; with the end of its
   *     log
   */
  public final void awaitReady(Duration timeout) {
    long start = System.nanoTime();
    while (!answers()) {
      if (!isAlive()) {
        throw new ServerFailedException(name + " died while starting" + endOfLog());
      }
      long waited = System.nanoTime() - start;
      if (waited > timeout.toNanos()) {
        throw new ServerFailedException(
            name
                + " is not ready after "
                + timeout.toSeconds()
                + " s: "
                + complaint()
                + endOfLog());
      }
      LockSupport.parkNanos(
          Math.clamp(
              waited / POLLS_PER_TIME_WAITED, SHORTEST_POLL.toNanos(), LONGEST_POLL.toNanos()));
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new ServerFailedException("Interrupted while waiting for " + name);
      }
    }
  }

  /** Ends the process at once, as a crash would. */
  public final void kill() {
    ProcessHandle running = process();
    running.destroyForcibly();
    Processes.awaitEnd(running, GRACE);
  }

  /** Stops gracefully, by force when that takes too long. Has no effect when it is not running. */
  @Override
  public final void close() {
    stop(GRACE);
  }

  /**
   * Stops gracefully, by force after the given time.
   *
   * @return whether it went by itself
   */
  public final boolean stop(Duration grace) {
    ProcessHandle running;
    synchronized (this) {
      running = process;
      forgetHook();
    }
    if (running == null || !Processes.isAlive(running)) {
      return true;
    }
    askToEnd(running);
    if (Processes.awaitEnd(running, grace)) {
      return true;
    }
    running.destroyForcibly();
    Processes.awaitEnd(running, GRACE);
    return false;
  }

  private void forgetHook() {
    if (endWithThisJvm == null) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
    } catch (IllegalStateException e) {
      // This JVM is going down; the hook runs or has run.
    }
    endWithThisJvm = null;
  }

  private String endOfLog() {
    try {
      List<String> lines = lastLines(LINES_OF_A_FAILURE);
      return lines.isEmpty()
          ? "; its log is empty"
          : "; the end of " + log + ":\n    " + String.join("\n    ", lines);
    } catch (IOException e) {
      return "; its log " + log + " cannot be read";
    }
  }

  /** The last lines of the log. */
  public final List<String> lastLines(int count) throws IOException {
    return EndOfLog.of(log, count).lines();
  }
}
