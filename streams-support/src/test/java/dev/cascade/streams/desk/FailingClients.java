package dev.cascade.streams.desk;

import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.runtime.KafkaCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/** Connections to the real broker on which something fails at a given moment. */
final class FailingClients extends DeskClients {

  /** The process is no more. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Fault fault;

  private FailingClients(TestDesk test, Fault fault) {
    super(KafkaCluster.at(test.platform.bootstrapServers()), test.settings(Map.of()));
    this.fault = fault;
  }

  /** Everything is sent and nothing is committed; the connection is not even closed. */
  static DeskClients dyingBeforeCommit(TestDesk test) {
    return new FailingClients(
        test,
        (producer, method, arguments) -> {
          switch (method.getName()) {
            case "commitTransaction" -> {
              producer.flush();
              throw new Died();
            }
            case "close" -> {
              return null;
            }
            default -> {
              return called(producer, method, arguments);
            }
          }
        });
  }

  /** The first commit succeeds, and its answer does not arrive. */
  static DeskClients losingTheFirstAnswer(TestDesk test) {
    AtomicInteger commits = new AtomicInteger();
    return new FailingClients(
        test,
        (producer, method, arguments) -> {
          Object answer = called(producer, method, arguments);
          if (method.getName().equals("commitTransaction") && commits.incrementAndGet() == 1) {
            throw new TimeoutException("the answer is lost");
          }
          return answer;
        });
  }

  /** Somebody else acts just before the method is called for the first time. */
  static DeskClients overtakenBefore(TestDesk test, String calledMethod, Runnable somebodyElse) {
    AtomicInteger calls = new AtomicInteger();
    return overtakenBeforeEach(
        test,
        calledMethod,
        () -> {
          if (calls.incrementAndGet() == 1) {
            somebodyElse.run();
          }
        });
  }

  /** Somebody else acts just before each call of the method. */
  static DeskClients overtakenBeforeEach(
      TestDesk test, String calledMethod, Runnable somebodyElse) {
    return new FailingClients(
        test,
        (producer, method, arguments) -> {
          if (method.getName().equals(calledMethod)) {
            somebodyElse.run();
          }
          return called(producer, method, arguments);
        });
  }

  private interface Fault {
    Object call(Producer<byte[], byte[]> producer, Method method, Object[] arguments)
        throws Throwable;
  }

  @Override
  @SuppressWarnings("unchecked")
  Producer<byte[], byte[]> producer(Deadline deadline) {
    Producer<byte[], byte[]> real = super.producer(deadline);
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Producer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (_, method, arguments) -> fault.call(real, method, arguments));
  }

  private static Object called(Producer<byte[], byte[]> producer, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(producer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
