package dev.cascade.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.streams.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

  private static final Caller ANN = Caller.known("ann", Set.of("guest"), "a.b.c");

  @Test
  void whoIsKnownOwnsWhatHasHisIdAndNothingElse() {
    assertThat(ANN.owns("ann")).isTrue();
    assertThat(ANN.owns("Ann")).isFalse();
    assertThat(ANN.owns("")).isFalse();
    assertThatThrownBy(() -> ANN.requireOwned("owner", "bob"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(403));
  }

  @Test
  void whoSeesAllAndEverybodyWhereNobodyIsAskedOwnsEverything() {
    assertThat(ANN.seeing(true).owns("bob")).isTrue();
    assertThat(Caller.ANYBODY.owns("bob")).isTrue();
  }

  @Test
  void anotherInstanceSeesHimAsHeIsAlsoWhenTheServiceLooksForItself() {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost/"));

    ANN.unseen().sign(request);

    assertThat(request.build().headers().allValues("Authorization"))
        .containsExactly("Bearer a.b.c");
    HttpRequest.Builder open = HttpRequest.newBuilder(URI.create("http://localhost/"));
    Caller.ANYBODY.sign(open);
    assertThat(open.build().headers().map()).isEmpty();
  }

  @Test
  void hisTokenIsNotInWhatIsPrinted() {
    assertThat(ANN.toString()).contains("ann").doesNotContain("a.b.c");
  }
}
