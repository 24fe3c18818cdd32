package dev.cascade.local.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static final Schema PERSON =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Person", "fields": [
                {"name": "name", "type": "string", "personal": true},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "notes", "type": {"type": "array", "items": ["null", "string"]}},
                {"name": "nick", "type": ["null", "string"], "default": null}]}\
              """);

  @Test
  void aValueIsWhatItsPathsSay() {
    Fields fields = fields("Ada", "b", "c");

    assertThat(fields.values())
        .containsEntry("name", "Ada")
        .containsEntry("at", "1970-01-01T00:00:01Z")
        .containsEntry("notes[1]", "c")
        .doesNotContainKey("nick");
  }

  @Test
  void whatIsAboutAPersonIsComparedAndNotShown() {
    Fields one = fields("Ada");
    Fields other = fields("Bea");

    assertThat(one.differingFrom(other)).containsExactly("name");
    assertThat(one.shown("name")).isEqualTo("***");
    assertThat(one.text()).contains("name=***").doesNotContain("Ada");
  }

  @Test
  void whatIsIgnoredIsLeftOutWithAllThatIsInIt() {
    Fields fields = fields("Ada", "b").without(List.of("notes", "at"));

    assertThat(fields.values()).containsOnlyKeys("name");
    assertThat(fields.shown("name")).isEqualTo("***");
  }

  @Test
  void aPathIsNotThatOfALongerName() {
    assertThat(fields("Ada", "b").without(List.of("note", "na", "notes[0]")).values())
        .containsOnlyKeys("name", "at");
  }

  private static Fields fields(String name, String... notes) {
    GenericRecord person = new GenericData.Record(PERSON);
    person.put("name", name);
    person.put("at", 1_000L);
    person.put("notes", List.of(notes));
    return Fields.of(PERSON, person);
  }
}
