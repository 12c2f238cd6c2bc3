// Writes tokenizers.json: small tokenizer.json files of four kinds, and the ids that Hugging Face's tokenizers library (the one
// written in Rust, package "tokenizers" 0.23.2 for Node) gives the strings of wordpiece.json.
//
// Usage: npm install tokenizers@0.23.2 && node tokenizers.mjs wordpiece.json OUTPUT
//
// The vocabularies are trained here, by joining the most frequent neighbours of the strings' own symbols.
import { readFileSync, writeFileSync } from 'node:fs';
import library from 'tokenizers';

const source = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const words = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
const special = ['<s>', '<pad>', '</s>', '<unk>', '<mask>', '<|endoftext|>'];
const extra = special.flatMap(token => [`a${token} b`, `  ${token}  ${token}x`, `${token}`])
  .concat(["I'll we've it's HE'S 'tis", 'x'.repeat(5000), '가'.repeat(700), ' \n\n  a\t\t b  ', '\u00a0a \u3000b', '▁a ▁▁b', '']);
// Characters that are unassigned, or were until lately (U+061D), differ between versions of Unicode.
const strings = source.uncased.single.concat(source.cased.single)
  .map(row => row[0].toWellFormed()).filter(text => !/\p{Cn}|\u061d/u.test(text)).concat(extra);

const alphabet = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, b) =>
    String.fromCharCode((b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174 ? b : next++));
})();
const asBytes = word => [...new TextEncoder().encode(word)].map(b => alphabet[b]);

// The most frequent pair again and again; the smaller pair of two equally frequent ones.
function merges(corpus, count) {
  const done = [];
  while (done.length < count) {
    const pairs = new Map();
    for (const [symbols, n] of corpus) {
      for (let i = 1; i < symbols.length; i++) {
        const key = symbols[i - 1] + ' ' + symbols[i];
        pairs.set(key, (pairs.get(key) ?? 0) + n);
      }
    }
    const [best, times] = [...pairs].reduce((a, b) => b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a);
    if (times < 2) break;
    const [left, right] = best.split(' ');
    done.push(best);
    for (const [symbols] of corpus) {
      for (let i = 1; i < symbols.length; i++) {
        if (symbols[i - 1] === left && symbols[i] === right) symbols.splice(i - 1, 2, left + right);
      }
    }
  }
  return done;
}

function corpusOf(parts) {
  const counts = new Map();
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  return counts;
}

const short = strings.filter(text => text.length < 200);
const byteWords = corpusOf(short.flatMap(text => text.match(words) ?? []));
const byteMerges = merges([...byteWords].map(([word, n]) => [asBytes(word), n]), 500);
const pieces = corpusOf(short.flatMap(text => ('▁' + text.replaceAll(' ', '▁')).match(/▁?[^▁]*/gu).filter(piece => piece)));
const characters = corpusOf([...pieces].flatMap(([piece, n]) => [...piece].flatMap(c => Array(n).fill(c))));
const known = [...characters].filter(([c, n]) => n > 4 && c !== '\u0000').map(([c]) => c).sort();
const pieceMerges = merges([...pieces].map(([piece, n]) => [[...piece].filter(c => known.includes(c)), n]), 400);

const number = tokens => Object.fromEntries([...new Set(tokens)].map((token, id) => [token, id]));
const results = rules => rules.map(rule => rule.replace(' ', ''));
const added = (vocab, names, more = {}) => names.filter(name => name in vocab)
  .map(content => ({ id: vocab[content], content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true, ...more[content] }));

function file(model, fields) {
  return { version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, ...fields, model };
}

function bytePairs(names, post_processor, addsSpace) {
  const vocab = number([...names, ...alphabet, ...results(byteMerges)]);
  return file(
    { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: '', end_of_word_suffix: '', fuse_unk: false, vocab, merges: byteMerges },
    { added_tokens: added(vocab, names, { '<mask>': { lstrip: true } }), pre_tokenizer: { type: 'ByteLevel', add_prefix_space: addsSpace, trim_offsets: true }, post_processor: post_processor(vocab) });
}

function llama() {
  const bytes = Array.from({ length: 256 }, (_, b) => `<0x${b.toString(16).toUpperCase().padStart(2, '0')}>`);
  const vocab = number(['<unk>', '<s>', '</s>', ...bytes, ...known, ...results(pieceMerges)]);
  const opening = { SpecialToken: { id: '<s>', type_id: 0 } };
  return file(
    { type: 'BPE', dropout: null, unk_token: '<unk>', continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: true, byte_fallback: true, vocab, merges: pieceMerges.map(rule => rule.split(' ')) },
    {
      added_tokens: added(vocab, ['<unk>', '<s>', '</s>']),
      normalizer: { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, { type: 'Replace', pattern: { String: ' ' }, content: '▁' }] },
      post_processor: {
        type: 'TemplateProcessing',
        single: [opening, { Sequence: { id: 'A', type_id: 0 } }],
        pair: [opening, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '<s>', type_id: 1 } }, { Sequence: { id: 'B', type_id: 1 } }],
        special_tokens: { '<s>': { id: '<s>', ids: [vocab['<s>']], tokens: ['<s>'] } },
      },
    });
}

function wordPiece() {
  const vocab = number(source.vocabulary);
  return file(
    { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab },
    {
      added_tokens: added(vocab, ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']),
      normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: { type: 'BertProcessing', sep: ['[SEP]', vocab['[SEP]']], cls: ['[CLS]', vocab['[CLS]']] },
    });
}

const kinds = {
  gpt2: bytePairs(['<|endoftext|>'], () => ({ type: 'ByteLevel', add_prefix_space: true, trim_offsets: false, use_regex: true }), false),
  roberta: bytePairs(['<s>', '<pad>', '</s>', '<unk>', '<mask>'],
    vocab => ({ type: 'RobertaProcessing', sep: ['</s>', vocab['</s>']], cls: ['<s>', vocab['<s>']], trim_offsets: true, add_prefix_space: true }), true),
  llama: llama(),
  wordpiece: wordPiece(),
};

const content = { strings, kinds: {} };
for (const [kind, definition] of Object.entries(kinds)) {
  const tokenizer = library.Tokenizer.fromString(JSON.stringify(definition));
  const single = [];
  for (const text of strings) single.push((await tokenizer.encode(text)).getIds().join(' '));
  const pairs = []; // of even lengths: who gets the odd token depends on the version of the library
  for (let i = 0; i < 200; i++) {
    const [first, second, length] = [(i * 37) % strings.length, (i * 101 + 13) % strings.length, 6 + 2 * (i % 8)];
    tokenizer.setTruncation(length, { strategy: 'LongestFirst' });
    const encoded = await tokenizer.encode(strings[first], strings[second]);
    pairs.push([first, second, length, encoded.getIds().join(' '), encoded.getTypeIds().join(' ')]);
  }
  content.kinds[kind] = { tokenizer: definition, single, pairs };
}
writeFileSync(process.argv[3], JSON.stringify(content) + '\n');
