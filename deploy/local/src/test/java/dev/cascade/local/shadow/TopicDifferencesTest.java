package dev.cascade.local.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.shadow.TopicDifferences.Difference;
import dev.cascade.local.shadow.TopicDifferences.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicDifferencesTest {

  private static final Decision GONE = new Decision("a", Fields.NONE, false);

  @Test
  void whatBothDecidedIsEqual() {
    List<Decision> both = List.of(decided("a", "1"), decided("b", "1"), decided("a", "2"));

    assertThat(TopicDifferences.ofLatest("t", both, both))
        .isEqualTo(new TopicDifferences("t", 2, 0, 0, 0, List.of()));
    assertThat(TopicDifferences.ofEach("t", both, both))
        .isEqualTo(new TopicDifferences("t", 2, 0, 0, 0, List.of()));
  }

  @Test
  void anotherValueIsToldFieldByField() {
    TopicDifferences found =
        TopicDifferences.ofEach("t", List.of(decided("a", "1")), List.of(decided("a", "2")));

    assertThat(found.different()).isEqualTo(1);
    assertThat(found.differences())
        .containsExactly(new Difference(Kind.DIFFERENT, "a", "value", "1", "2"));
  }

  @Test
  void ofATableOnlyTheLatestCounts() {
    List<Decision> live = List.of(decided("a", "1"), decided("a", "3"));
    List<Decision> shadow = List.of(decided("a", "2"), decided("a", "3"));

    assertThat(TopicDifferences.ofLatest("t", live, shadow).areNone()).isTrue();
    assertThat(TopicDifferences.ofEach("t", live, shadow).different()).isEqualTo(1);
  }

  @Test
  void whatOnlyOneDecidedIsMissingOrExtra() {
    TopicDifferences found =
        TopicDifferences.ofEach("t", List.of(decided("a", "1")), List.of(decided("b", "1")));

    assertThat(found.missing()).isEqualTo(1);
    assertThat(found.extra()).isEqualTo(1);
    assertThat(found.equal()).isZero();
  }

  @Test
  void oneMoreOfTheSameSubjectIsADifferenceToo() {
    List<Decision> one = List.of(decided("a", "1"));
    List<Decision> two = List.of(decided("a", "1"), decided("a", "1"));

    assertThat(TopicDifferences.ofEach("t", two, one).missing()).isEqualTo(1);
    assertThat(TopicDifferences.ofEach("t", one, two).extra()).isEqualTo(1);
  }

  @Test
  void aTombstoneSaysWhatNoRecordSays() {
    assertThat(
            TopicDifferences.ofLatest("t", List.of(decided("a", "1"), GONE), List.of()).areNone())
        .isTrue();
    assertThat(
            TopicDifferences.ofLatest(
                    "t", List.of(decided("a", "1"), GONE), List.of(decided("a", "1")))
                .extra())
        .isEqualTo(1);
  }

  @Test
  void theShadowNeedNotHaveDecidedWhatMayBeAfterTheCut() {
    List<Decision> live = List.of(decided("a", "1"), late("a", "2"), late("b", "1"));

    for (List<Decision> shadow :
        List.of(List.of(decided("a", "1")), List.of(decided("a", "1"), decided("a", "2")))) {
      assertThat(TopicDifferences.ofEach("t", live, shadow).areNone()).isTrue();
      assertThat(TopicDifferences.ofLatest("t", live, shadow).areNone()).isTrue();
    }
  }

  @Test
  void butWhatItDecidedHasToBeThat() {
    List<Decision> live = List.of(decided("a", "1"), late("a", "2"));
    List<Decision> shadow = List.of(decided("a", "1"), decided("a", "9"));

    assertThat(TopicDifferences.ofEach("t", live, shadow).different()).isEqualTo(1);
    assertThat(TopicDifferences.ofLatest("t", live, shadow).different()).isEqualTo(1);
  }

  @Test
  void aReportShowsTwentySubjectsAndJsonAll() {
    List<Decision> many = IntStream.range(10, 40).mapToObj(i -> decided("s" + i, "1")).toList();
    ShadowReport report =
        new ShadowReport("fraud", List.of(TopicDifferences.ofEach("t", many, List.of())));

    assertThat(report.isEqual()).isFalse();
    assertThat(report.lines())
        .contains("  s29 is missing in the shadow: value=1", "  and more; --json has all of them")
        .noneMatch(line -> line.contains("s30"));
    assertThat(report.json()).contains("s39", "\"missing\" : 30", "\"equal\" : false");
  }

  private static Decision decided(String subject, String value) {
    return new Decision(subject, fields(value), false);
  }

  private static Decision late(String subject, String value) {
    return new Decision(subject, fields(value), true);
  }

  private static Fields fields(String value) {
    return new Fields(new TreeMap<>(Map.of("value", value)), new TreeSet<>(Collections.emptySet()));
  }
}
