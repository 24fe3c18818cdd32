package dev.cascade.streams.identity;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import java.net.http.HttpRequest;
import java.util.Set;

/**
 * Who calls, and how far he sees.
 *
 * @param subject his id, as the issuer of his token knows it; empty when nobody is asked
 * @param roles what the issuer says that he is
 * @param seesAll whether everything is his to see; if not, only what belongs to his id
 * @param token his token, for another instance of this service; empty when nobody is asked
 */
public record Caller(String subject, Set<String> roles, boolean seesAll, String token) {

  /** Everybody, where nobody is asked who he is. */
  public static final Caller ANYBODY = new Caller("", Set.of(), true, "");

  /** Somebody who is known and may do nothing yet. */
  static Caller known(String subject, Set<String> roles, String token) {
    return new Caller(subject, roles, false, token);
  }

  /** The same, who sees everything, or only what is his. */
  Caller seeing(boolean all) {
    return new Caller(subject, roles, all, token);
  }

  /**
   * The same caller while this service looks for itself, such as whether an id is taken. What is
   * found so must not be shown to him. Another instance that is asked with his token sees him as he
   * is.
   */
  public Caller unseen() {
    return seeing(true);
  }

  /** Whether what belongs to that id is for him to see and to change. */
  public boolean owns(String owner) {
    return seesAll || subject.equals(owner);
  }

  /**
   * Refuses a wish that is about somebody else.
   *
   * @param field the field that names the owner
   * @throws ProblemException 403
   */
  public void requireOwned(String field, String owner) {
    if (!owns(owner)) {
      throw new ProblemException(
          Problem.of(
              403,
              "Forbidden",
              "The token allows only what is about you: " + field + " must be " + subject + "."));
    }
  }

  /** Gives his token along with a request to another instance of this service. */
  public void sign(HttpRequest.Builder request) {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Caller[subject=" + subject + ", roles=" + roles + ", seesAll=" + seesAll + "]";
  }
}
