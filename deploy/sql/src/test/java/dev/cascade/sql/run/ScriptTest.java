package dev.cascade.sql.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTest {

  @Test
  void semicolonsInQuotesAndCommentsSeparateNothing() {
    List<Statement> statements =
        Script.statements(
            """
            SELECT ';' AS a, `b;`, "c;" -- not; here
            FROM x /* nor; here */;
            SELECT 'it''s; one' - 1 / 2;
            """);

    assertThat(statements).hasSize(2);
    assertThat(statements.get(1).text().strip()).isEqualTo("SELECT 'it''s; one' - 1 / 2");
  }

  @Test
  void statementsKnowTheirLineAndAParserCountsAsTheFileDoes() {
    List<Statement> statements =
        Script.statements("-- first\n\nSELECT 1;\n\n-- second\nSELECT\n2;");

    assertThat(statements).extracting(Statement::line).containsExactly(3, 6);
    assertThat(statements.get(1).text().lines().toList().get(5)).isEqualTo("SELECT");
  }

  @Test
  void whatIsEmptyOrOnlyAComment_IsNoStatement() {
    assertThat(Script.statements(" ;\n-- a comment; really\n; /* another */ ;")).isEmpty();
  }

  @Test
  void aQuoteThatNeverEndsReachesToTheEnd() {
    assertThat(Script.statements("SELECT 'a; b")).hasSize(1);
  }

  @Test
  void settingsQueriesAndInsertsAreToldApart() {
    assertThat(one("-- why\nset 'a.b' = 'c'").setting())
        .contains(new Statement.Setting("a.b", "c"));
    assertThat(one("with x as (select 1) select * from x").isQuery()).isTrue();
    assertThat(one("(SELECT 1) UNION (SELECT 2)").isQuery()).isTrue();
    assertThat(one("CREATE TABLE x (a INT)").isQuery()).isFalse();
    assertThat(one("/* all */ INSERT INTO mails SELECT 1").isInsert()).isTrue();
    assertThat(one("INSERT INTO mails SELECT 1").target()).contains("mails");
    assertThat(one("SELECT 'INSERT INTO mails'").target()).isEmpty();
  }

  @Test
  void namesAreFilledAndHaveDefaults() {
    Names names = new Names(Map.of("a", "1$", "c", "3"));

    assertThat(names.fill("${a} ${b:2 and} ${c:4}", List.of("a"))).isEqualTo("1$ 2 and 3");
  }

  @Test
  void aNameWithoutValueAndAValueWithoutNameAreRefused() {
    Names names = new Names(Map.of("a", "1"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> names.fill("${b}", List.of()))
        .withMessageContaining("--set b=VALUE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names.fill("none", List.of("a")))
        .withMessageContaining("${a}");
  }

  private static Statement one(String text) {
    return Script.statements(text).getFirst();
  }
}
