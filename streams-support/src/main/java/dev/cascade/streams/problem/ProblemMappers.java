package dev.cascade.streams.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.cascade.streams.query.TooManyWaitersException;
import dev.cascade.streams.runtime.NotRunningException;
import dev.cascade.streams.serde.RegistryUnavailableException;
import io.netty.handler.codec.TooLongFrameException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns whatever ends a request into a problem document; the inside of the service stays inside.
 */
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException thrown) {
    return response(thrown.problem());
  }

  @ServerExceptionMapper
  Response tooManyWaiters(TooManyWaitersException thrown) {
    return response(Problem.unavailable(String.valueOf(thrown.getMessage())));
  }

  @ServerExceptionMapper({NotRunningException.class, InvalidStateStoreException.class})
  Response notReady(RuntimeException thrown) {
    return response(Problem.unavailable("The service is starting or rebalancing"));
  }

  @ServerExceptionMapper
  Response registryUnavailable(RegistryUnavailableException thrown) {
    return response(Problem.unavailable("The schema registry does not answer"));
  }

  /** The second type is named too, because Quarkus has a mapper of its own for it. */
  @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
  Response json(JsonProcessingException thrown) {
    return response(jsonProblem(thrown));
  }

  @ServerExceptionMapper
  Response tooLong(TooLongFrameException thrown) {
    return response(Problem.of(413, "Content Too Large", "The body is over the limit."));
  }

  @ServerExceptionMapper
  Response web(WebApplicationException thrown) {
    if (thrown.getCause() instanceof JsonProcessingException json) {
      return response(jsonProblem(json));
    }
    Response given = thrown.getResponse();
    if (given.getStatus() < 400 || given.hasEntity()) {
      return given;
    }
    String title = given.getStatusInfo().getReasonPhrase();
    return response(Problem.of(given.getStatus(), title, title));
  }

  @ServerExceptionMapper(priority = 10_000)
  Response unexpected(Exception thrown) {
    LOG.error("A request failed unexpectedly", thrown);
    return response(
        Problem.of(500, "Internal Server Error", "The service failed; its log says why."));
  }

  private static Problem jsonProblem(JsonProcessingException thrown) {
    if (thrown instanceof UnrecognizedPropertyException unknown) {
      return Problem.invalid(path(unknown), "is not a known field");
    }
    if (thrown instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return Problem.invalid(path(mapping), "has a wrong type or value");
    }
    return Problem.of(400, "Bad Request", "The body is not valid JSON.");
  }

  private static String path(JsonMappingException thrown) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : thrown.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static Response response(Problem problem) {
    return ProblemResponse.of(problem).build();
  }
}
