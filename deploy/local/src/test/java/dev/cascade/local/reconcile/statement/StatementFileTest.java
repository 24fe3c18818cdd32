package dev.cascade.local.reconcile.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.reconcile.books.Amount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementFileTest {

  private static final LocalDate DAY = LocalDate.parse("2030-01-31");

  @TempDir Path folder;

  @Test
  void csvIsReadAccountByAccount() throws IOException {
    List<Statement> statements =
        read(
            """
            \uFEFFAccount,reference, amount ,currency,booked,note
            merchant-eur,order-o-1,24.50,EUR,2030-01-31,"first, and best"
            c-alice,order-o-1,-24.5,EUR,2030-01-31T23:30:00-02:00,
            merchant-eur,"order ""two""\",+9,EUR,2030-02-02,x
            """);

    assertThat(statements).hasSize(2);
    Statement merchant = statements.getFirst();
    assertThat(merchant.account()).contains("merchant-eur");
    assertThat(merchant.firstDay()).isEqualTo(DAY);
    assertThat(merchant.lastDay()).isEqualTo(DAY.plusDays(2));
    assertThat(merchant.lines())
        .containsExactly(
            new StatementLine("line 2", "order-o-1", Amount.of("24.50", "EUR"), DAY),
            new StatementLine("line 4", "order \"two\"", Amount.of("9", "EUR"), DAY.plusDays(2)));
    assertThat(statements.getLast().lines())
        .containsExactly(
            new StatementLine("line 3", "order-o-1", Amount.of("-24.50", "EUR"), DAY.plusDays(1)));
  }

  @Test
  void everythingThatIsWrongWithCsvIsNamedAtOnce() {
    assertThatThrownBy(() ->
            read(
                """
                reference,amount,currency,booked
                a,1e5,EUR,2030-01-31
                b,1.00,euro,2030-01-31
                c,1.00,EUR,31.01.2030
                ,0.00,EUR,2030-01-31
                e,1.00
                """))
        .isInstanceOf(UnreadableStatementException.class)
        .hasMessageContaining("nothing was compared")
        .hasMessageContaining("line 2: amount '1e5' is no decimal")
        .hasMessageContaining("line 3: currency 'euro' is no ISO 4217 code")
        .hasMessageContaining("line 4: booked '31.01.2030' is no day")
        .hasMessageContaining("line 5: reference is empty")
        .hasMessageContaining("line 5: amount '0.00'")
        .hasMessageContaining("line 6 has 2 fields");
  }

  @Test
  void aFileThatIsNoneIsRefused() throws IOException {
    refused("", "no column reference, amount, currency, booked");
    refused("reference,amount\n", "no column currency, booked");
    refused("reference,amount,currency,booked\n", "no line below its header");
    refused("reference,amount,currency,booked\n\"a,1,EUR,2030-01-31\n", "cannot be read");
    refused("reference,reference,amount,currency,booked\n", "duplicate name");
    assertThatThrownBy(() -> StatementFile.read(folder.resolve("nowhere.csv")))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> StatementFile.read(folder))
        .isInstanceOf(UnreadableStatementException.class);
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xff, 'b'});
    assertThatThrownBy(() -> StatementFile.read(binary)).hasMessageContaining("it is no UTF-8");
  }

  @Test
  void camtIsRead() throws IOException {
    Statement statement = read(camt()).getFirst();

    assertThat(statement.account()).contains("merchant-eur");
    assertThat(statement.firstDay()).isEqualTo(DAY);
    assertThat(statement.lastDay()).isEqualTo(DAY);
    assertThat(statement.opening()).contains(Amount.of("-10", "EUR"));
    assertThat(statement.closing()).contains(Amount.of("20.5", "EUR"));
    assertThat(statement.pending()).isEqualTo(1);
    assertThat(statement.lines())
        .containsExactly(
            new StatementLine("Stmt 1 Ntry 1", "order-o-1", Amount.of("24.5", "EUR"), DAY),
            new StatementLine(
                "Stmt 1 Ntry 2 TxDtls 1", "order-o-2", Amount.of("9", "EUR"), DAY.plusDays(1)),
            new StatementLine(
                "Stmt 1 Ntry 2 TxDtls 2", "order-o-3", Amount.of("6", "EUR"), DAY.plusDays(1)),
            new StatementLine("Stmt 1 Ntry 3", "refund-o-2", Amount.of("-9", "EUR"), DAY));
  }

  @Test
  void theStatusOfLaterVersionsIsACode() throws IOException {
    String later =
        camt()
            .replace("camt.053.001.02", "camt.053.001.08")
            .replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
            .replace("<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>");

    assertThat(read(later)).isEqualTo(read(camt()));
  }

  @Test
  void everythingThatIsWrongWithCamtIsNamedAtOnce() throws IOException {
    String wrong =
        camt()
            .replace("<NtryRef>refund-o-2</NtryRef>", "")
            .replace("<Amt Ccy=\"EUR\">15.00</Amt>", "<Amt Ccy=\"EUR\">16.00</Amt>")
            .replace("<Amt Ccy=\"EUR\">24.50</Amt>", "<Amt Ccy=\"EUR\">many</Amt>");

    assertThatThrownBy(() -> read(wrong))
        .hasMessageContaining("Stmt 1 Ntry 1: 'many' is no amount")
        .hasMessageContaining("Ntry 2 is 16.00 EUR, its transactions make 15.00 EUR")
        .hasMessageContaining("Stmt 1 Ntry 3 has no EndToEndId");
  }

  @Test
  void xmlThatIsNoCamtIsRefused() {
    refused("<a/>", "its root is of 'null', not of a version of camt.053");
    refused("<a", "it is no XML");
    refused(
        """
        <!DOCTYPE Document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&secret;</Document>
        """,
        "DOCTYPE is disallowed");
    refused(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"/>",
        "it has no BkToCstmrStmt/Stmt");
  }

  private void refused(String content, String why) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(UnreadableStatementException.class)
        .hasMessageContaining(why);
  }

  private List<Statement> read(String content) throws IOException {
    return StatementFile.read(Files.writeString(folder.resolve("statement"), content));
  }

  private static String camt() throws IOException {
    try (InputStream xml = StatementFileTest.class.getResourceAsStream("camt.053.001.02.xml")) {
      return new String(Objects.requireNonNull(xml).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
