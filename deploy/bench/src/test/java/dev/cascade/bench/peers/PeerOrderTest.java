package dev.cascade.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.bench.orders.OrderMix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerOrderTest {

  @Test
  void theDriversOrderIsUnderstood() {
    PeerOrder order = PeerOrder.posted(bytes(new OrderMix("run-", 10, 10, 1).body(7)));

    assertThat(order.id()).isEqualTo("run-7");
    assertThat(order.customer()).startsWith("bench-c-");
    assertThat(order.product()).startsWith("bench-p-");
    assertThat(order.cents()).isEqualTo(1);
    assertThat(order.state()).isEqualTo(OrderState.CREATED);
  }

  @Test
  void anOrderWithTwoLinesIsRefused() {
    byte[] body = bytes(new OrderMix("run-", 10, 10, 2).body(0));

    assertThatThrownBy(() -> PeerOrder.posted(body)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOrderComesBackFromItsRecord() {
    PeerOrder order = new PeerOrder("o", "c", "p", 2, 150, OrderState.VALIDATED);

    assertThat(Json.read(Json.bytes(order), PeerOrder.class)).isEqualTo(order);
  }

  @Test
  void whatAProcessIsToldComesBackFromItsFile(@TempDir Path folder) throws Exception {
    PeerSettings settings =
        new PeerSettings(Map.of("bootstrap.servers", "host:1"), "run-", 7, folder, "jdbc:x");

    settings.write(folder.resolve("new").resolve("settings"));

    assertThat(PeerSettings.read(folder.resolve("new").resolve("settings"))).isEqualTo(settings);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
