import type { LegacyName } from '../../../../pipelines/load/decode/encoding-name.ts'

/** Invented complaints, each list in the encoding that exports of its language come in. */
export const COMPLAINTS: Readonly<Record<string, { encoding: LegacyName; texts: readonly string[] }>> = {
  'zh-CN': {
    encoding: 'gb18030',
    texts: [
      '收到的洗衣机外壳凹陷，客服让我自己联系厂家，已经等了两个星期。',
      '退款申请提交后一直显示审核中，打了三次电话都没有结果',
      '快递员把包裹扔在楼下，里面的玻璃杯全碎了！',
      '门店导购态度恶劣，拒绝开具发票。',
      '空调安装师傅额外收取材料费三百元，事先没有说明',
      '孩子穿了这双鞋之后脚上起红疹，怀疑材质有问题',
      '会员积分无故清零，希望尽快恢复并给个说法',
      '同一个零件半年内坏了四次，每次维修都要自己垫付运费',
      '说好次日送达，结果拖了整整九天才到货',
      '你们的热线永远占线，在线客服只会复制粘贴。',
      '买的牛奶还没到保质期就结块发酸了',
      '合同约定的售后条款与实际执行不一致，要求赔偿损失',
    ],
  },
  'zh-TW': {
    encoding: 'big5',
    texts: [
      '冰箱送來時門把已經斷裂，客服卻說要我自行負擔運費。',
      '申請退貨超過三週仍未入帳，電話也打不通',
      '門市人員口氣很差，還當著其他客人的面嘲笑我！',
      '訂購的尺寸與收到的不符，要求更換遭到拒絕',
      '維修技師遲到兩個小時，而且沒有帶齊零件。',
      '網站顯示有現貨，付款之後才通知缺貨',
      '便當裡吃到塑膠片，希望貴公司說明清楚',
      '優惠券明明還沒到期，結帳時卻無法使用',
      '包裹外盒破損，內容物少了一件，請儘速處理',
      '帳單重複扣款兩次，銀行說要找你們',
      '新買的吹風機第一次使用就冒煙，非常危險',
      '客服承諾當天回電，結果等了五天都沒有消息',
    ],
  },
  ja: {
    encoding: 'shift_jis',
    texts: [
      '届いた掃除機の電源が入らず、問い合わせても返事がありません。',
      '注文した商品と色が違うものが送られてきました',
      '店員の言葉遣いがとても失礼で不愉快でした。',
      '修理に出して三週間たっても連絡がない',
      'お弁当にビニール片が混入していました。原因を説明してください。',
      'ポイントが勝手に失効していて困っています',
      '配送予定日を過ぎてもまだ届いていません',
      '返金の手続きをしたのに口座に振り込まれていません。',
      'コールセンターに何度かけてもつながらない',
      'テレビの画面に線が入る不具合が再発しました',
      '請求書の金額が契約内容と異なっています',
      '説明書どおりに組み立てたのに部品が足りませんでした',
    ],
  },
  ko: {
    encoding: 'euc-kr',
    texts: [
      '배송받은 세탁기의 문이 찌그러져 있었고 상담원은 책임이 없다고 합니다.',
      '환불을 신청한 지 삼 주가 지났는데 아직 입금되지 않았습니다',
      '매장 직원의 말투가 매우 불쾌했습니다.',
      '주문한 색상과 다른 제품이 도착했어요',
      '수리 기사가 약속 시간보다 두 시간이나 늦게 왔습니다',
      '도시락에서 플라스틱 조각이 나왔습니다. 설명해 주세요.',
      '포인트가 이유 없이 사라졌습니다',
      '고객센터 전화가 하루 종일 통화 중입니다',
      '같은 부품이 반년 사이에 네 번 고장났습니다',
      '청구 금액이 계약서와 다릅니다',
      '새로 산 드라이어에서 연기가 나서 너무 위험했습니다',
      '택배 상자가 찢어져 있었고 물건 하나가 빠졌습니다',
    ],
  },
  fr: {
    encoding: 'windows-1252',
    texts: [
      'La machine à laver a été livrée cabossée et le service après-vente refuse l’échange.',
      'Remboursement demandé il y a trois semaines, toujours rien reçu',
      'Le vendeur était très désagréable et m’a raccroché au nez',
      'Pièce manquante à la livraison, notice illisible, hotline injoignable où que j’appelle',
    ],
  },
  de: {
    encoding: 'windows-1252',
    texts: [
      'Der Kühlschrank wurde beschädigt geliefert, der Kundendienst hält sich für nicht zuständig.',
      'Rückerstattung läßt seit drei Wochen auf sich warten – äußerst ärgerlich',
      'Ersatzteil paßt nicht, Gerät überhitzt nach fünf Minuten',
      'Unmögliches Verhalten des Verkäufers gegenüber meiner Schwägerin',
    ],
  },
  es: {
    encoding: 'windows-1252',
    texts: [
      '¿Cuándo piensan devolverme el dinero? Llevo más de un mes esperando una solución.',
      'El técnico llegó dos horas tarde y además rompió el enchufe del baño',
      'Atención pésima, nadie cogió el teléfono en toda la mañana',
      'El niño se cortó con el envase, exijo una explicación',
    ],
  },
  sv: {
    encoding: 'windows-1252',
    texts: [
      'Tvättmaskinen är trasig och ingen på kundtjänst vill hjälpa mig.',
      'Jag har väntat på återbetalning i över två månader',
      'Säljaren var otrevlig och lät mig stå i kö i en timme',
      'Fel färg på soffan, dessutom gick ett ben sönder första kvällen',
    ],
  },
}

/** A repeatable sequence of numbers below 1. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x80000000
  }
}

/** A CSV of complaints in random order, about so many characters long. */
export function complaintCsv(texts: readonly string[], random: () => number, characters: number): string {
  let text = ''
  while (text.length < characters) {
    const pick = texts[Math.floor(random() * texts.length)] ?? ''
    text += `C${Math.floor(random() * 90_000 + 10_000)},2025-0${1 + Math.floor(random() * 9)}-17,${pick}\r\n`
  }
  return text.slice(0, characters)
}
