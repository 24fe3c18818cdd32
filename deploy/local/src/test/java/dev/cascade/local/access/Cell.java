package dev.cascade.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.access.Operation;
import dev.cascade.schemas.access.Resource.Kind;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;

/** One operation on one thing; as a test's outcome, one that worked. */
record Cell(Operation operation, Kind kind, String name) {

  private static final int SECONDS = 30;

  /**
   * Whether the broker let it be done.
   *
   * @param others failures that come after the broker permitted it; any other fails the test
   */
  @SafeVarargs
  static boolean worked(KafkaFuture<?> answer, Class<? extends Exception>... others) {
    try {
      answer.get(SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return permitted(e.getCause(), others);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @SafeVarargs
  static boolean permitted(Throwable failure, Class<? extends Exception>... others) {
    if (failure instanceof AuthorizationException) {
      return false;
    }
    assertThat(Arrays.stream(others).anyMatch(it -> it.isInstance(failure)))
        .as("neither done nor refused: " + failure)
        .isTrue();
    return true;
  }

  static void noteIf(boolean worked, Set<Cell> done, Operation operation, Kind kind, String name) {
    if (worked) {
      done.add(new Cell(operation, kind, name));
    }
  }
}
