package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.system.ecosystem.EndedProcess;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./cascade reconcile} on what really happened, and on a bank that says otherwise. */
@SystemTest
class ReconcileTest {

  private static final String CUSTOMER = "c-bob";

  @TempDir Path folder;

  private final HomeEcosystem ecosystem;
  private final Orders orders;
  private final Http http = new Http();

  ReconcileTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void theBooksAgreeAndEachLieOfAStatementIsNamed() throws IOException {
    Instant from = Instant.now();
    order("reconciled-paid");
    order("reconciled-refunded");
    order("reconciled-also");
    http.post(
        ecosystem.url("orders") + "/v1/orders/reconciled-refunded/cancel",
        "{\"reason\":\"changed my mind\"}");
    Quiet.historyOf(ecosystem);
    String[] period = {"--from", from.toString(), "--to", Instant.now().toString()};

    List<String> statement = statement();
    EndedProcess honest = reconcile(period, statement);
    assertThat(honest.output()).contains("Everything agrees.", "Statement of " + CUSTOMER);
    assertThat(honest.exitCode()).isZero();

    List<String> lies = new ArrayList<>(statement);
    lies.removeIf(line -> line.startsWith("order-reconciled-paid,"));
    lies.replaceAll(line -> line.startsWith("order-reconciled-also,") ? raised(line) : line);
    lies.add("never-heard-of,1.00,EUR," + day(from) + "," + CUSTOMER);
    EndedProcess lied = reconcile(period, lies);
    assertThat(lied.exitCode()).as(lied.output()).isEqualTo(4);
    assertThat(lied.output())
        .contains("3 breaks.")
        .containsPattern("NOT_IN_STATEMENT +order-reconciled-paid: -35.00 EUR")
        .containsPattern("AMOUNT_DIFFERS +order-reconciled-also: line [0-9]+: -36.00 EUR")
        .containsPattern("NOT_IN_LEDGER +never-heard-of: line [0-9]+: 1.00 EUR");
  }

  private void order(String id) {
    assertThat(orders.post(OrderBody.of(id, CUSTOMER, "umbrella", 1, "35.00")).status())
        .isEqualTo(201);
    assertThat(orders.settled(id).field("state")).isEqualTo("CONFIRMED");
  }

  private EndedProcess reconcile(String[] period, List<String> lines) throws IOException {
    Path file = Files.write(folder.resolve("statement.csv"), lines);
    return ecosystem.reconcile(
        period[0], period[1], period[2], period[3], "--statement", file.toString());
  }

  /** Everything on the account, as its bank would write it. */
  private List<String> statement() {
    List<String> lines = new ArrayList<>(List.of("reference,amount,currency,booked,account"));
    for (JsonNode line :
        http.get(ecosystem.url("payments") + "/v1/accounts/" + CUSTOMER + "/statement?limit=1000")
            .body()
            .path("items")) {
      lines.add(
          "%s,%s,EUR,%s,%s"
              .formatted(
                  line.path("paymentId").asText(),
                  line.path("amount").asText(),
                  line.path("at").asText(),
                  CUSTOMER));
    }
    return lines;
  }

  private static String raised(String line) {
    return line.replace("-35.00", "-36.00");
  }

  private static String day(Instant moment) {
    return moment.toString().substring(0, 10);
  }
}
