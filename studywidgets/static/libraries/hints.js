function t(o,i,e,r,m){return new Set(e.slice(0,1).map(n=>n.id))}export{t as mentioned};
