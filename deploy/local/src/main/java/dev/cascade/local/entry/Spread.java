package dev.cascade.local.entry;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.AttachmentKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Hands each request of a service to the next of its instances. One that does not accept the
 * connection is passed over; a request that was sent is never sent again, since nobody knows what
 * became of it.
 */
final class Spread implements ProxyClient {

  /** Whether a request reached an instance. */
  static final AttachmentKey<Boolean> HANDED_ON = AttachmentKey.create(Boolean.class);

  private static final ProxyTarget ANY = new ProxyTarget() {};

  private final AtomicInteger turn = new AtomicInteger();
  private final List<Instance> leaving = new CopyOnWriteArrayList<>();
  private volatile List<Instance> instances = List.of();

  /** Which instances there are from now on; those that are missing get no more requests. */
  synchronized void setInstances(List<String> addresses) {
    List<Instance> known = Stream.concat(instances.stream(), leaving.stream()).toList();
    List<Instance> now = addresses.stream().map(it -> known(known, it)).toList();
    leaving.removeIf(it -> now.contains(it) || it.underWay() == 0);
    instances.stream().filter(it -> !now.contains(it)).forEach(leaving::add);
    instances = now;
  }

  private static Instance known(List<Instance> known, String address) {
    return known.stream()
        .filter(it -> it.address().equals(address))
        .findFirst()
        .orElseGet(() -> new Instance(address));
  }

  /** Those that get requests. */
  List<Instance> instances() {
    return instances;
  }

  /** All that have or may get requests, as they are now. */
  List<SeenInstance> seen() {
    leaving.removeIf(it -> it.underWay() == 0);
    return Stream.concat(
            instances.stream().map(it -> seen(it, it.isReady() ? "ready" : "not ready")),
            leaving.stream().map(it -> seen(it, "leaving")))
        .toList();
  }

  private static SeenInstance seen(Instance instance, String state) {
    return new SeenInstance(instance.address(), state, instance.underWay());
  }

  @Override
  public ProxyTarget findTarget(HttpServerExchange exchange) {
    return ANY;
  }

  @Override
  public void getConnection(
      ProxyTarget target,
      HttpServerExchange exchange,
      ProxyCallback<ProxyConnection> callback,
      long timeout,
      TimeUnit unit) {
    handOn(exchange, inTurn().iterator(), callback, timeout, unit);
  }

  /** Each once, beginning with the one whose turn it is; those that are ready first. */
  private List<Instance> inTurn() {
    List<Instance> now = instances;
    List<Instance> order = new ArrayList<>(now.size());
    int first = turn.getAndIncrement();
    for (int i = 0; i < now.size(); i++) {
      order.add(now.get(Math.floorMod(first + i, now.size())));
    }
    order.sort(Comparator.comparing(it -> !it.isReady()));
    return order;
  }

  private void handOn(
      HttpServerExchange exchange,
      Iterator<Instance> left,
      ProxyCallback<ProxyConnection> found,
      long timeout,
      TimeUnit unit) {
    if (!left.hasNext()) {
      found.couldNotResolveBackend(exchange);
      return;
    }
    Instance next = left.next();
    next.begin();
    // Whoever took it away meanwhile counted what it had under way before this, or sees this.
    if (instances.contains(next)) {
      next.connect(exchange, new Attempt(next, left, found, timeout, unit), timeout, unit);
    } else {
      next.end();
      handOn(exchange, inTurn().iterator(), found, timeout, unit);
    }
  }

  /** A request that has begun at an instance: it is under way there, or never was. */
  private final class Attempt implements ProxyCallback<ProxyConnection> {

    private final Instance instance;
    private final Iterator<Instance> left;
    private final ProxyCallback<ProxyConnection> found;
    private final long timeout;
    private final TimeUnit unit;

    Attempt(
        Instance instance,
        Iterator<Instance> left,
        ProxyCallback<ProxyConnection> found,
        long timeout,
        TimeUnit unit) {
      this.instance = instance;
      this.left = left;
      this.found = found;
      this.timeout = timeout;
      this.unit = unit;
    }

    @Override
    public void completed(HttpServerExchange exchange, ProxyConnection connection) {
      exchange.addExchangeCompleteListener((_, then) -> {
        instance.end();
        then.proceed();
      });
      exchange.putAttachment(HANDED_ON, true);
      found.completed(exchange, connection);
    }

    @Override
    public void failed(HttpServerExchange exchange) {
      instance.setReady(false);
      instance.end();
      handOn(exchange, left, found, timeout, unit);
    }

    @Override
    public void couldNotResolveBackend(HttpServerExchange exchange) {
      failed(exchange);
    }

    @Override
    public void queuedRequestFailed(HttpServerExchange exchange) {
      failed(exchange);
    }
  }
}
