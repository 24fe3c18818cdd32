package dev.cascade.testing.proxy;

import dev.cascade.testing.proxy.StepListener.Fate;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between the clients of one process and the one broker, and asks a listener at each step of
 * a transaction. When a process is to die there, all its connections end at that moment and none
 * opens any more: what the broker knows of it is what it knows of a process that was killed.
 */
public final class KafkaProxy implements AutoCloseable {

  private static final int ANY_PORT = 0;
  private static final int BACKLOG = 100;

  private final InetSocketAddress broker;
  private final StepListener listener;
  private final ServerSocket server;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Set<Socket> upstreams = ConcurrentHashMap.newKeySet();
  private final CountDownLatch thawed = new CountDownLatch(1);
  private volatile boolean severed;

  /**
   * A proxy on a port of its own, without TLS.
   *
   * @param bootstrapServers of a cluster of one broker
   */
  public KafkaProxy(String bootstrapServers, StepListener listener) {
    int colon = bootstrapServers.lastIndexOf(':');
    this.broker =
        new InetSocketAddress(
            bootstrapServers.substring(0, colon),
            Integer.parseInt(bootstrapServers.substring(colon + 1)));
    this.listener = listener;
    try {
      this.server = new ServerSocket(ANY_PORT, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("No port for a proxy", e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** What the clients connect to. */
  public String bootstrapServers() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /**
   * Ends all connections to the broker at once, for ever. To what is left of the clients in this
   * JVM the broker just does not answer: refused, they would try again as fast as they can.
   */
  public void sever() {
    severed = true;
    upstreams.forEach(KafkaProxy::quietly);
    thawed.countDown();
  }

  /** Lets go what was frozen. */
  public void thaw() {
    thawed.countDown();
  }

  @Override
  public void close() {
    sever();
    quietly(server);
    clients.forEach(KafkaProxy::quietly);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        clients.add(client);
        if (!severed) {
          connect(client);
        }
      } catch (IOException e) {
        // The client is gone, or the broker, or this proxy is closed.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket upstream = new Socket();
    upstreams.add(upstream);
    upstream.connect(broker);
    client.setTcpNoDelay(true);
    upstream.setTcpNoDelay(true);
    if (severed) {
      quietly(upstream);
      return;
    }
    new Connection(client, upstream).start();
  }

  /** Whether the step is taken; one at a time, so that a count of them is exact. */
  private boolean isTaken(TransactionStep step) throws IOException {
    Fate fate;
    synchronized (this) {
      if (severed) {
        return false;
      }
      fate = listener.at(step);
      if (fate == Fate.DIE) {
        sever();
      }
    }
    if (fate == Fate.FREEZE) {
      awaitThaw();
    }
    return fate != Fate.DIE && !severed;
  }

  private void awaitThaw() throws IOException {
    try {
      thawed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while frozen", e);
    }
  }

  private static void quietly(AutoCloseable what) {
    try {
      what.close();
    } catch (Exception e) {
      // It is gone, which is what was wanted.
    }
  }

  /** One connection of a client, and the one of the proxy to the broker for it. */
  private final class Connection {

    private final Socket client;
    private final Socket upstream;

    /** Kafka answers in the order in which it was asked. */
    private final Queue<Frames.Asked> open = new ConcurrentLinkedQueue<>();

    Connection(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void start() {
      Thread.ofVirtual().start(() -> untilClosed(this::requests));
      Thread.ofVirtual().start(() -> untilClosed(this::answers));
    }

    private interface Pump {
      void run() throws IOException;
    }

    private void untilClosed(Pump pump) {
      try {
        pump.run();
      } catch (IOException e) {
        // Either side is gone; the other learns of it.
      } finally {
        quietly(upstream);
        upstreams.remove(upstream);
        if (!severed) {
          quietly(client);
          clients.remove(client);
        }
      }
    }

    private void requests() throws IOException {
      DataInputStream from = new DataInputStream(client.getInputStream());
      DataOutputStream to =
          new DataOutputStream(new BufferedOutputStream(upstream.getOutputStream()));
      while (!severed) {
        byte[] request = Frames.read(from);
        Frames.Asked asked = Frames.asked(request);
        if (asked.isStep()
            && !isTaken(new TransactionStep(asked.request(), TransactionStep.Moment.BEFORE))) {
          return;
        }
        open.add(asked);
        Frames.write(to, request);
      }
    }

    private void answers() throws IOException {
      DataInputStream from = new DataInputStream(upstream.getInputStream());
      DataOutputStream to =
          new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
      while (!severed) {
        byte[] answer = Frames.read(from);
        Frames.Asked asked = open.remove();
        if (asked.isStep()
            && !isTaken(new TransactionStep(asked.request(), TransactionStep.Moment.AFTER))) {
          return;
        }
        Frames.write(to, Frames.named(asked, answer, server.getLocalPort()));
      }
    }
  }
}
