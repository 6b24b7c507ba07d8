import { Ajv2020 } from 'ajv/dist/2020.js';

/** An answer as it came. */
export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined when the answer is no JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any;
}

interface Media {
  readonly schema: object;
}
interface Response {
  readonly description: string;
  readonly content: Readonly<Record<string, Media>>;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Record<string, Response> }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** Holds answers against what the server documents of itself. */
export interface Contract {
  check(method: string, path: string, told: Told): void;
}

export async function readContract(url: string): Promise<Contract> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApi;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'openapi', components: document.components });
  const templates = Object.keys(document.paths).sort((a, b) => a.split('{').length - b.split('{').length);

  return {
    check(method, path, told) {
      const template = templates.find((one) => pattern(one).test(path.split('?')[0]!));
      const operation = template && document.paths[template]![method.toLowerCase()];
      if (told.status >= 400) checkProblem(told);
      if (!operation) return;
      const response = operation.responses[String(told.status)];
      expect({
        path: template,
        status: told.status,
        text: told.text,
        documented: response !== undefined,
      }).toMatchObject({
        documented: true,
      });
      if (told.status >= 400) expect(response!.description.split(', ')).toContain(told.json.code);
      const media = response!.content['application/json'];
      if (told.status === 200 && told.json !== undefined && media) {
        const resolved = JSON.parse(JSON.stringify(media.schema).replaceAll('"#/', '"openapi#/')) as object;
        const validate = ajv.compile(resolved);
        validate(told.json);
        expect({ path: template, errors: validate.errors }).toEqual({ path: template, errors: null });
      }
    },
  };
}

function checkProblem({ status, headers, json }: Told): void {
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(json).toMatchObject({
    status,
    type: `/errors#${json.code}`,
    title: expect.any(String),
    detail: expect.stringMatching(/\w/),
    da: expect.stringMatching(/\w/),
    instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
  });
}

const pattern = (template: string): RegExp => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`);
