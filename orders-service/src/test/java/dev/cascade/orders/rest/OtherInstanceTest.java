package dev.cascade.orders.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.events.OrderEvents;
import dev.cascade.orders.topology.OrderFilter;
import dev.cascade.orders.topology.OrderLists;
import dev.cascade.orders.topology.OrderSerdes;
import dev.cascade.orders.topology.OrdersViews;
import dev.cascade.orders.topology.ReflectedRequests;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.query.Waiters;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.streams.runtime.StreamsRuntime;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another instance has taken a partition of the view; its HTTP answers as a test wants it. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
class OtherInstanceTest {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int PARTITIONS = 2;
  private static final String MOVED = "Cascade-Moved";
  private static final String FORWARDED = "Cascade-Forwarded";

  @Inject StreamsRuntime runtime;
  @Inject StreamsSettings settings;
  @Inject OrderSerdes serdes;
  @Inject OrderEvents events;
  @Inject CommittedView<OrderSnapshot> view;
  @Inject OrderLists lists;

  @TempDir Path stateDir;

  private final CountDownLatch itIsOver = new CountDownLatch(1);

  private final OrdersClient client = new OrdersClient();
  private final List<URI> asked = new CopyOnWriteArrayList<>();
  private final HttpServer itsHttp;
  private KafkaStreams other;

  /** How often it says that it does not hold what it was asked for, before it answers. */
  private volatile int movedTimes = Integer.MAX_VALUE;

  private volatile boolean stalls;

  OtherInstanceTest() throws IOException {
    itsHttp = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    itsHttp.createContext("/", this::answer);
    itsHttp.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestHeaders().containsKey(FORWARDED)) {
        asked.add(exchange.getRequestURI());
      }
      if (stalls) {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        itIsOver.await();
      } else if (asked.size() > movedTimes) {
        byte[] body = "{\"told\":\"there\"}".getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      } else {
        exchange.getResponseHeaders().add(MOVED, "1");
        exchange.sendResponseHeaders(503, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void startTheOtherOne() {
    client.awaitReady();
    CommittedView<OrderSnapshot> itsView =
        new CommittedView<>(
            OrdersViews.ORDERS_VIEW, Topics.ORDERS, serdes.orders(), new Waiters<>(1));
    StreamsApplication application =
        StreamsApplication.views(
                OrdersViews.NAME,
                Topics.ORDERS_DEAD_LETTERS,
                () -> new OrdersViews(serdes, itsView, new ReflectedRequests(), events).build())
            .skipping(Topics.ORDER_VALIDATIONS);
    other = new KafkaStreams(application.topology().get(), properties(application));
  }

  private Properties properties(StreamsApplication application) {
    Properties properties = StreamsProperties.of(application, settings);
    String member = application.name() + "-other";
    properties.put(
        StreamsConfig.APPLICATION_SERVER_CONFIG, "localhost:" + itsHttp.getAddress().getPort());
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, member);
    properties.put(
        StreamsConfig.mainConsumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG), member);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    return properties;
  }

  @AfterEach
  void stopTheOtherOne() {
    itIsOver.countDown();
    other.close(
        CloseOptions.timeout(BOUND)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    awaitPartitionsHere(PARTITIONS);
    itsHttp.stop(0);
    client.close();
  }

  @Test
  void whatAnotherInstanceHoldsIsNeverTakenForAbsent() {
    List<String> ids = takenOrders();
    List<String> elsewhere = heldByTheOtherOne(ids);

    for (String id : ids) {
      if (elsewhere.contains(id)) {
        assertThatThrownBy(() -> view.find(views(), id))
            .isInstanceOf(InvalidStateStoreException.class);
      } else {
        assertThat(firstAnswer(id)).isPresent();
      }
    }
    assertThat(client.get("/v1/orders/" + elsewhere.getFirst() + "?timeout=500").statusCode())
        .isEqualTo(503);
    assertThat(client.get("/v1/orders?timeout=500").statusCode()).isEqualTo(503);
    assertThatThrownBy(
            () -> lists.page(views(), Set.of(0, 1), new OrderFilter(null, null), null, 10))
        .isInstanceOf(InvalidStateStoreException.class);
  }

  @Test
  void anOwnerThatStallsInTheMidstOfItsAnswerIsNotWaitedForForEver() {
    String id = heldByTheOtherOne(takenOrders()).getFirst();
    stalls = true;

    Response refused =
        assertTimeoutPreemptively(BOUND, () -> client.get("/v1/orders/" + id + "?timeout=500"));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(asked).isNotEmpty();
  }

  @Test
  void aReadIsForwardedWithTheTimeThatIsLeftUntilItsOwnerAnswers() {
    String id = heldByTheOtherOne(takenOrders()).getFirst();
    movedTimes = 2;

    Response relayed = client.get("/v1/orders/" + id + "?timeout=10000");

    assertThat(relayed.statusCode()).isEqualTo(200);
    assertThat(relayed.<String>path("told")).isEqualTo("there");
    assertThat(asked).hasSize(3).allSatisfy(it -> assertThat(it.getPath()).endsWith("/" + id));
    List<Long> left = asked.stream().map(OtherInstanceTest::timeout).toList();
    assertThat(left.get(0)).isLessThanOrEqualTo(10_000);
    assertThat(left.get(1)).isLessThan(left.get(0));
    assertThat(left.get(2)).isLessThan(left.get(1));
  }

  @Test
  void aForwardedReadIsNotForwardedAgain() {
    String id = heldByTheOtherOne(takenOrders()).getFirst();

    Response refused = given().header(FORWARDED, "1").get("/v1/orders/" + id + "?timeout=10000");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.header(MOVED)).isNotNull();
    assertThat(refused.contentType()).isEqualTo("application/problem+json");
    assertThat(refused.jsonPath().getString("detail")).contains(FORWARDED);
    assertThat(asked).isEmpty();
  }

  private List<String> takenOrders() {
    List<String> ids = Stream.generate(client::taken).limit(10).toList();
    ids.forEach(id ->
        assertThat(client.get("/v1/orders/" + id + "?timeout=10000").statusCode()).isEqualTo(200));
    return ids;
  }

  /** Starts the other instance; those of the orders that lie in what it has taken. */
  private List<String> heldByTheOtherOne(List<String> ids) {
    other.start();
    awaitPartitionsHere(1);
    Set<Integer> here = StorePartitions.here(views(), OrdersViews.ORDERS_VIEW);
    List<String> elsewhere =
        ids.stream()
            .filter(id ->
                !here.contains(
                    StorePartitions.ofKey(views(), OrdersViews.ORDERS_VIEW, id).partition()))
            .toList();
    assertThat(elsewhere).isNotEmpty().hasSizeLessThan(ids.size());
    return elsewhere;
  }

  /** The move takes two rebalances; during the second nothing can be told, here neither. */
  private Optional<OrderSnapshot> firstAnswer(String id) {
    return Awaitility.await("an answer for " + id)
        .atMost(BOUND)
        .ignoreExceptionsInstanceOf(InvalidStateStoreException.class)
        .until(() -> view.find(views(), id), _ -> true);
  }

  private static long timeout(URI uri) {
    return Stream.of(uri.getQuery().split("&"))
        .filter(it -> it.startsWith("timeout="))
        .mapToLong(it -> Long.parseLong(it.substring("timeout=".length())))
        .findFirst()
        .orElseThrow();
  }

  private void awaitPartitionsHere(int count) {
    Awaitility.await("partitions here")
        .atMost(BOUND)
        .ignoreExceptionsInstanceOf(InvalidStateStoreException.class)
        .until(() ->
            StorePartitions.here(views(), OrdersViews.ORDERS_VIEW).size() == count
                && views().isReady());
  }

  private ManagedStreams views() {
    return runtime.application(OrdersViews.NAME);
  }
}
